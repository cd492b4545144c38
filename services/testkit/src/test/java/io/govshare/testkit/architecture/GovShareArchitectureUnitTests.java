package io.govshare.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GovShareArchitectureUnitTests {

    private static final String BAD = "io.govshare.testkit.architecture.bad";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(BAD);

    private static final ArchitectureRules RULES = new ArchitectureRules(BAD);

    static Stream<Arguments> rulesAndCulprits() {
        return Stream.of(
                Arguments.of(ArchitectureRules.featurePackagesHaveNoCycles(BAD), "One"),
                Arguments.of(RULES.servicesDoNotShareCode(BAD + ".ledger"), "Tiles.entry"),
                Arguments.of(RULES.proofIsPure(), "LoggingProof"),
                Arguments.of(RULES.verifierIsProofAndNothingElse(), "SpringVerifier"),
                Arguments.of(RULES.verifyingNeedsNoNetwork(), "OnlineVerifier"),
                Arguments.of(RULES.schemasAreLight(), "SpringSchema"),
                Arguments.of(RULES.starterKnowsNoFeature(), "KnowingStarter"),
                Arguments.of(RULES.ledgerStandsInLine(), "EagerIntake"),
                Arguments.of(RULES.ledgerStandsInLine(), "EagerLog"),
                Arguments.of(RULES.web3jOnlyInChain(), "OwnClient"),
                Arguments.of(ArchitectureRules.kafkaOnlyBehindTheStarter(), "RecordManager"),
                Arguments.of(ArchitectureRules.noFieldInjection(), "BadController.injected"),
                Arguments.of(RULES.entryPointsArePackagePrivate(), "BadController"),
                Arguments.of(ArchitectureRules.rowsStayInside(), "row.Thing, a row"),
                Arguments.of(RULES.noRemoteClientBesideTransactions(), "ClientAtHand"),
                Arguments.of(RULES.transactionsStayLocal(), "AskingTemplate.check() → "),
                Arguments.of(RULES.transactionsStayLocal(), "AskingAnnotated.store() → "),
                Arguments.of(RULES.transactionsStayLocal(), "OverviewListener.onEvents"),
                Arguments.of(ArchitectureRules.namesSaySomething(), "RecordManager"),
                Arguments.of(ArchitectureRules.namesSaySomething(), "Leftover"),
                Arguments.of(ArchitectureRules.noNamelessExceptions(), "RecordManager"),
                Arguments.of(ArchitectureRules.noPrinting(), "RecordManager"),
                Arguments.of(ArchitectureRules.timeComesFromAClock(), "RecordManager"),
                Arguments.of(ArchitectureRules.configurationIsRecords(), "ClassConfiguration"),
                Arguments.of(ArchitectureRules.configurationIsTested(), "ClassConfiguration"),
                Arguments.of(RULES.portsHaveContracts(), "MemoryShelf"),
                Arguments.of(ArchitectureRules.packagesAreNullMarked(), "NotNullMarked"),
                Arguments.of(ArchitectureRules.fakesOnlyInTests(), "FakeStore"));
    }

    static Stream<Arguments> rulesAndInnocents() {
        return Stream.of(
                Arguments.of(RULES.transactionsStayLocal(), "AskingBefore"),
                Arguments.of(ArchitectureRules.rowsStayInside(), "ThingStore$Count"),
                Arguments.of(RULES.portsHaveContracts(), "Drawer"),
                Arguments.of(RULES.verifyingNeedsNoNetwork(), "NamingVerifier"));
    }

    @ParameterizedTest
    @MethodSource("rulesAndCulprits")
    void ruleNamesTheClassThatBreaksIt(ArchRule rule, String culprit) {
        assertThatThrownBy(() -> rule.check(CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(culprit)
                .hasMessageContaining("because");
    }

    @ParameterizedTest
    @MethodSource("rulesAndInnocents")
    void ruleLeavesAloneWhatKeepsIt(ArchRule rule, String innocent) {
        assertThat(rule.evaluate(CLASSES).getFailureReport().getDetails())
                .isNotEmpty()
                .noneSatisfy(detail -> assertThat(detail).contains(innocent));
    }

    /** A rule that is added without an example that breaks it has never been seen to fail. */
    @Test
    void everyRuleHasACulprit() {
        Set<String> tried = rulesAndCulprits()
                .map(arguments -> ((ArchRule) arguments.get()[0]).getDescription())
                .map(GovShareArchitectureUnitTests::withoutPackages)
                .collect(Collectors.toSet());
        Stream<ArchRule> all = Stream.of("proof", "verifier", "schemas", "starter", "ledger", "catalog")
                .flatMap(module -> RULES.all(BAD + "." + module).stream());
        assertThat(all).allSatisfy(rule -> assertThat(tried).contains(withoutPackages(rule.getDescription())));
    }

    private static String withoutPackages(String description) {
        return description.replaceAll("\\[[^]]*]|'[^']*'", "''");
    }

    @Test
    void everyRuleGivesItsReason() {
        for (String module : new String[] {"proof", "verifier", "ledger", "starter", "catalog"}) {
            assertThat(RULES.all(BAD + "." + module))
                    .allSatisfy(rule -> assertThat(rule.getDescription()).contains("because"));
        }
    }
}
