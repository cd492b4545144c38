package io.govshare.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rules, each with its reason. None may be suppressed: a rule that is wrong is changed here, for everybody. */
final class ArchitectureRules {

    private static final List<String> SERVICES = List.of("gateway", "identity", "catalog", "ledger", "audit");

    private static final String BANNED_NAMES = ".*(Utils?|Helper|Manager|Impl|Dto|DTO)(\\$.*)?";

    private static final String NO_WAITING =
            "a transaction that waits for a network holds its locks and its connection meanwhile";

    private final String platform;

    /** @param platform the package that all modules' root packages are in */
    ArchitectureRules(String platform) {
        this.platform = platform;
    }

    /**
     * The rules that look at a module without its tests.
     *
     * @param root the module's root package
     */
    List<ArchRule> all(String root) {
        List<ArchRule> rules = new ArrayList<>(List.of(
                featurePackagesHaveNoCycles(root),
                servicesDoNotShareCode(root),
                web3jOnlyInChain(),
                noFieldInjection(),
                entryPointsArePackagePrivate(),
                rowsStayInside(),
                noRemoteClientBesideTransactions(),
                transactionsStayLocal(),
                namesSaySomething(),
                noNamelessExceptions(),
                configurationIsRecords(),
                packagesAreNullMarked(),
                fakesOnlyInTests()));
        String module = root.substring(platform.length() + 1);
        if (!List.of("starter", "testkit", "stack").contains(module)) {
            rules.add(kafkaOnlyBehindTheStarter());
        }
        if (!List.of("verifier", "stack", "testkit").contains(module)) {
            // Command line tools print, and have no other clock than the system's.
            rules.add(noPrinting());
            rules.add(timeComesFromAClock());
        }
        switch (module) {
            case "proof" -> rules.addAll(List.of(proofIsPure(), verifyingNeedsNoNetwork()));
            case "verifier" -> rules.addAll(List.of(verifierIsProofAndNothingElse(), verifyingNeedsNoNetwork()));
            case "schemas" -> rules.add(schemasAreLight());
            case "starter" -> rules.add(starterKnowsNoFeature());
            case "ledger" -> rules.add(ledgerStandsInLine());
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

    ArchRule servicesDoNotShareCode(String root) {
        String[] others = SERVICES.stream()
                .map(service -> platform + "." + service)
                .filter(service -> !root.equals(service))
                .map(service -> service + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("services meet in events and HTTP; what they share lives in services/*");
    }

    ArchRule proofIsPure() {
        return classes()
                .that()
                .resideInAPackage(platform + ".proof..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.bouncycastle..", platform + ".proof..")
                .because("whoever verifies must not have to trust, or even load, more than the JDK and two primitives");
    }

    ArchRule verifierIsProofAndNothingElse() {
        return classes()
                .that()
                .resideInAPackage(platform + ".verifier..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", platform + ".proof..", platform + ".verifier..")
                .because("the verdict must be the one that everybody else's use of proof gives, in a jar that is read"
                        + " whole");
    }

    ArchRule verifyingNeedsNoNetwork() {
        return noClasses()
                .that()
                .resideInAnyPackage(platform + ".proof..", platform + ".verifier..")
                .and()
                .resideOutsideOfPackage(platform + ".verifier.fsck..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "javax.net..", "java.rmi..")
                        .and(not(belongToAnyOf(URI.class, URISyntaxException.class)))
                        .or(nameMatching("java\\.nio\\.channels\\..*(Socket|Datagram|Network).*")))
                .because("a verdict is one's own only when nobody is asked for it; fsck alone asks");
    }

    ArchRule schemasAreLight() {
        return classes()
                .that()
                .resideInAPackage(platform + ".schemas..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "tools.jackson..",
                        "com.fasterxml.jackson.annotation..",
                        platform + ".proof..",
                        platform + ".schemas..")
                .because("wire forms outlive frameworks");
    }

    ArchRule starterKnowsNoFeature() {
        String[] features = Stream.concat(SERVICES.stream(), Stream.of("chain"))
                .map(name -> platform + "." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(platform + ".starter..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(features)
                .because("the starter is what every service is built from");
    }

    ArchRule ledgerStandsInLine() {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("intake")
                .definedBy(platform + ".ledger.intake..")
                .layer("log")
                .definedBy(platform + ".ledger.log..")
                .layer("anchor")
                .definedBy(platform + ".ledger.anchor..")
                .layer("receipt")
                .definedBy(platform + ".ledger.receipt..")
                .whereLayer("receipt")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("anchor")
                .mayOnlyBeAccessedByLayers("receipt")
                .whereLayer("log")
                .mayOnlyBeAccessedByLayers("anchor", "receipt")
                .because("a later stage may know an earlier one, never the reverse; events only wake the next stage");
    }

    ArchRule web3jOnlyInChain() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(platform + ".chain..")
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

    ArchRule entryPointsArePackagePrivate() {
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

    private DescribedPredicate<JavaClass> implementingInboxListener() {
        return JavaClass.Predicates.implement(platform + ".starter.inbox.InboxListener")
                .as("implement InboxListener");
    }

    static ArchRule rowsStayInside() {
        return classes().should(new SpeakInWireForms()).because("a table must be changeable without changing the API");
    }

    /** For whole classes, so that nobody has to know which of their methods runs in whose transaction. */
    ArchRule noRemoteClientBesideTransactions() {
        RemoteCalls remote = new RemoteCalls(platform);
        return noClasses()
                .that(DescribedPredicate.describe("open transactions", Transactions::areOpenedBy))
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe("call the chain or another service", remote::areMadeBy))
                .because(NO_WAITING);
    }

    /** However many calls lie between. */
    ArchRule transactionsStayLocal() {
        return classes().should(new StayLocalInTransactions(platform)).because(NO_WAITING);
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

    /** Looks at tests. */
    static ArchRule configurationIsTested() {
        return classes()
                .that()
                .areAnnotatedWith("org.springframework.boot.context.properties.ConfigurationProperties")
                .should(new TestedByConfigAssertions())
                .because("a default that changes, or a setting that no longer arrives, shows in production first");
    }

    /** Looks at tests. */
    ArchRule portsHaveContracts() {
        return classes()
                .should(new KeepTheContractOfTheirPort(platform))
                .because("what one adapter does and another does not is found when they are exchanged, in production");
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
