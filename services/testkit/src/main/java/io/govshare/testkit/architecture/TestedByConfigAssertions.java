package io.govshare.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.govshare.testkit.configuration.ConfigAssertions;
import java.util.Set;
import java.util.stream.Collectors;

/** A test that asserts recorded defaults and full mapping also says which values of this record it expects. */
final class TestedByConfigAssertions extends ArchCondition<JavaClass> {

    private static final Set<String> BOTH = Set.of("assertDefaults", "assertFullMapping");

    TestedByConfigAssertions() {
        super("be made by a test that calls both of " + BOTH);
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        boolean tested = type.getConstructorCallsToSelf().stream()
                .map(call -> call.getOriginOwner())
                .anyMatch(TestedByConfigAssertions::assertsBoth);
        if (!tested) {
            events.add(SimpleConditionEvent.violated(type, type.getFullName() + " has no test of its settings"));
        }
    }

    private static boolean assertsBoth(JavaClass test) {
        return test.getMethodCallsFromSelf().stream()
                .filter(call -> call.getTargetOwner().isEquivalentTo(ConfigAssertions.class))
                .map(call -> call.getName())
                .collect(Collectors.toSet())
                .containsAll(BOTH);
    }
}
