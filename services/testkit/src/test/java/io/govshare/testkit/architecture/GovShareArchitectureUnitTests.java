package io.govshare.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GovShareArchitectureUnitTests {

    private static final String BAD = "io.govshare.testkit.architecture.bad";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(BAD);

    static Stream<Arguments> rulesAndCulprits() {
        return Stream.of(
                Arguments.of(ArchitectureRules.featurePackagesHaveNoCycles(BAD), "One"),
                Arguments.of(ArchitectureRules.kafkaOnlyBehindTheStarter(), "RecordManager"),
                Arguments.of(ArchitectureRules.noFieldInjection(), "BadController.injected"),
                Arguments.of(ArchitectureRules.entryPointsArePackagePrivate(), "BadController"),
                Arguments.of(ArchitectureRules.namesSaySomething(), "RecordManager"),
                Arguments.of(ArchitectureRules.namesSaySomething(), "Leftover"),
                Arguments.of(ArchitectureRules.noNamelessExceptions(), "RecordManager"),
                Arguments.of(ArchitectureRules.noPrinting(), "RecordManager"),
                Arguments.of(ArchitectureRules.timeComesFromAClock(), "RecordManager"),
                Arguments.of(ArchitectureRules.configurationIsRecords(), "ClassConfiguration"),
                Arguments.of(ArchitectureRules.configurationIsTested(), "ClassConfiguration"),
                Arguments.of(ArchitectureRules.packagesAreNullMarked(), "NotNullMarked"),
                Arguments.of(ArchitectureRules.fakesOnlyInTests(), "FakeStore"));
    }

    @ParameterizedTest
    @MethodSource("rulesAndCulprits")
    void ruleNamesTheClassThatBreaksIt(ArchRule rule, String culprit) {
        assertThatThrownBy(() -> rule.check(CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(culprit)
                .hasMessageContaining("because");
    }

    @Test
    void everyRuleGivesItsReason() {
        for (String root : new String[] {"io.govshare.proof", "io.govshare.ledger", "io.govshare.starter", BAD}) {
            assertThat(ArchitectureRules.all(root))
                    .allSatisfy(rule -> assertThat(rule.getDescription()).contains("because"));
        }
    }
}
