package io.govshare.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Applies every rule to a module. One line per module:
 *
 * <pre>{@code class CatalogArchitectureTests extends GovShareArchitecture {}}</pre>
 *
 * in the module's root package. The classes looked at are those in and below the test's package, without tests.
 */
public abstract class GovShareArchitecture {

    private static final String PLATFORM = "io.govshare";

    @TestFactory
    List<DynamicTest> rules() {
        String root = getClass().getPackageName();
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
        // An empty set would satisfy every rule.
        Assertions.assertFalse(classes.isEmpty(), () -> "No classes below " + root);
        JavaClasses withTests = new ClassFileImporter().importPackages(root);
        ArchitectureRules rules = new ArchitectureRules(PLATFORM);
        return Stream.concat(
                        rules.all(root).stream().map(rule -> test(rule, classes)),
                        Stream.of(ArchitectureRules.configurationIsTested(), rules.portsHaveContracts())
                                .map(rule -> test(rule, withTests)))
                .toList();
    }

    private static DynamicTest test(ArchRule rule, JavaClasses classes) {
        return DynamicTest.dynamicTest(
                rule.getDescription(), () -> allowing(rule).check(classes));
    }

    /** Most rules are about classes that a module may not have at all. */
    private static ArchRule allowing(ArchRule rule) {
        return rule.allowEmptyShould(true);
    }
}
