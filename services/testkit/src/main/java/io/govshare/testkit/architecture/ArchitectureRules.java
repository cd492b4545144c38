package io.govshare.testkit.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveRawReturnType;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rules, each with its reason. None may be suppressed: a rule that is wrong is changed here, for everybody. */
public final class ArchitectureRules {

    private static final List<String> SERVICES = List.of(
            "io.govshare.gateway",
            "io.govshare.identity",
            "io.govshare.catalog",
            "io.govshare.ledger",
            "io.govshare.audit");

    private static final String BANNED_NAMES = ".*(Utils?|Helper|Manager|Impl|Dto|DTO)(\\$.*)?";

    private ArchitectureRules() {}

    /** @param root the module's root package */
    public static List<ArchRule> all(String root) {
        List<ArchRule> rules = new ArrayList<>(List.of(
                featurePackagesHaveNoCycles(root),
                servicesDoNotShareCode(root),
                web3jOnlyInChain(),
                noFieldInjection(),
                entryPointsArePackagePrivate(),
                rowsStayInside(),
                noRemoteCallsInTransactions(),
                namesSaySomething(),
                noNamelessExceptions(),
                configurationIsRecords(),
                packagesAreNullMarked(),
                fakesOnlyInTests()));
        if (!List.of("io.govshare.starter", "io.govshare.testkit", "io.govshare.stack")
                .contains(root)) {
            rules.add(kafkaOnlyBehindTheStarter());
        }
        if (!List.of("io.govshare.verifier", "io.govshare.stack", "io.govshare.testkit")
                .contains(root)) {
            // Command line tools print, and have no other clock than the system's.
            rules.add(noPrinting());
            rules.add(timeComesFromAClock());
        }
        switch (root) {
            case "io.govshare.proof" -> rules.add(proofIsPure());
            case "io.govshare.schemas" -> rules.add(schemasAreLight());
            case "io.govshare.starter" -> rules.add(starterKnowsNoFeature());
            case "io.govshare.ledger" -> rules.add(ledgerStandsInLine());
            default -> {
                // The rules for all are enough.
            }
        }
        return List.copyOf(rules);
    }

    static ArchRule featurePackagesHaveNoCycles(String root) {
        return slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("a feature can be understood, moved and tested alone only while no other needs it back");
    }

    static ArchRule servicesDoNotShareCode(String root) {
        String[] others = SERVICES.stream()
                .filter(service -> !root.startsWith(service))
                .map(service -> service + "..")
                .toArray(String[]::new);
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("services meet in events and HTTP; what they share lives in services/*");
    }

    static ArchRule proofIsPure() {
        return classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.bouncycastle..", "io.govshare.proof..")
                .because("whoever verifies must not have to trust, or even load, more than the JDK and two primitives");
    }

    static ArchRule schemasAreLight() {
        return classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "tools.jackson..",
                        "com.fasterxml.jackson.annotation..",
                        "io.govshare.proof..",
                        "io.govshare.schemas..")
                .because("wire forms outlive frameworks");
    }

    static ArchRule starterKnowsNoFeature() {
        String[] features = Stream.concat(SERVICES.stream(), Stream.of("io.govshare.chain"))
                .map(name -> name + "..")
                .toArray(String[]::new);
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(features)
                .because("the starter is what every service is built from");
    }

    static ArchRule ledgerStandsInLine() {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("intake")
                .definedBy("io.govshare.ledger.intake..")
                .layer("log")
                .definedBy("io.govshare.ledger.log..")
                .layer("anchor")
                .definedBy("io.govshare.ledger.anchor..")
                .layer("receipt")
                .definedBy("io.govshare.ledger.receipt..")
                .whereLayer("receipt")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("anchor")
                .mayOnlyBeAccessedByLayers("receipt")
                .because("a later stage may know an earlier one, never the reverse; events only wake the next stage");
    }

    static ArchRule web3jOnlyInChain() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("io.govshare.chain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.web3j..")
                .because("the chain client must be replaceable without touching a service");
    }

    static ArchRule kafkaOnlyBehindTheStarter() {
        return noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Listener")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.springframework.kafka..", "org.apache.kafka..")
                        .and(DescribedPredicate.not(nameMatching("org\\.apache\\.kafka\\.clients\\.admin\\.NewTopic"
                                + "|org\\.springframework\\.kafka\\.config\\.TopicBuilder"))))
                .because("outbox and inbox carry the guarantees; whoever goes past them has none");
    }

    static ArchRule noFieldInjection() {
        return noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .because("what a class needs is said by its constructor, and tests can give it");
    }

    static ArchRule entryPointsArePackagePrivate() {
        return classes()
                .that()
                .areAnnotatedWith("org.springframework.stereotype.Controller")
                .or()
                .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
                .or(implementingInboxListener())
                .should()
                .bePackagePrivate()
                .because("nothing in a service calls its entry points; the compiler then guards that");
    }

    private static DescribedPredicate<JavaClass> implementingInboxListener() {
        return JavaClass.Predicates.implement("io.govshare.starter.inbox.InboxListener")
                .as("implement InboxListener");
    }

    static ArchRule rowsStayInside() {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
                .should(not(haveRawReturnType(simpleNameEndingWith("Row"))))
                .because("a table must be changeable without changing the API");
    }

    private static DescribedPredicate<JavaClass> simpleNameEndingWith(String suffix) {
        return DescribedPredicate.describe(
                "simple name ending with " + suffix,
                type -> type.getSimpleName().endsWith(suffix));
    }

    static ArchRule noRemoteCallsInTransactions() {
        return noClasses()
                .that(DescribedPredicate.describe("use @Transactional", ArchitectureRules::isTransactional))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "call the chain or another service",
                        type -> type.getFullName().equals("io.govshare.chain.AnchorChain")
                                || type.getFullName().equals("org.springframework.web.client.RestClient")))
                .because("a transaction that waits for a network holds its locks and its connection meanwhile");
    }

    private static boolean isTransactional(JavaClass type) {
        String annotation = "org.springframework.transaction.annotation.Transactional";
        return type.isAnnotatedWith(annotation)
                || type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(annotation));
    }

    static ArchRule namesSaySomething() {
        return noClasses()
                .should()
                .haveNameMatching(BANNED_NAMES)
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .orShould()
                .resideInAnyPackage("..common..", "..misc..", "..util..", "..utils..")
                .because("such names attract whatever has no home; name what the class is");
    }

    static ArchRule noNamelessExceptions() {
        return noClasses()
                .should()
                .callConstructorWhere(DescribedPredicate.describe(
                        "makes a bare RuntimeException, Exception or Error",
                        call -> List.of(
                                                "java.lang.RuntimeException",
                                                "java.lang.Exception",
                                                "java.lang.Throwable",
                                                "java.lang.Error")
                                        .contains(call.getTargetOwner().getFullName())
                                // A subclass calls its parent's constructor.
                                && !call.getOriginOwner().isAssignableTo(Throwable.class)))
                .because("a failure without a type cannot be told from any other");
    }

    static ArchRule noPrinting() {
        return noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .because("a service's words go to the log, with level, time and request id");
    }

    static ArchRule timeComesFromAClock() {
        return noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .because("tests move the time by the Clock that is injected");
    }

    static ArchRule configurationIsRecords() {
        return classes()
                .that()
                .areAnnotatedWith("org.springframework.boot.context.properties.ConfigurationProperties")
                .should()
                .beRecords()
                .because("configuration is read once and never changes");
    }

    /** The only rule that looks at tests. */
    static ArchRule configurationIsTested() {
        return classes()
                .that()
                .areAnnotatedWith("org.springframework.boot.context.properties.ConfigurationProperties")
                .should(new TestedByConfigAssertions())
                .because("a default that changes, or a setting that no longer arrives, shows in production first");
    }

    static ArchRule packagesAreNullMarked() {
        return classes()
                .should(new InNullMarkedPackage())
                .because("only then does the compiler know what may be absent");
    }

    static ArchRule fakesOnlyInTests() {
        return noClasses()
                .should()
                .haveSimpleNameStartingWith("Fake")
                .orShould()
                .haveSimpleNameStartingWith("InMemory")
                .because("nothing in production may pretend");
    }
}
