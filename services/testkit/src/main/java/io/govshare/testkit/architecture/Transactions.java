package io.govshare.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitReference;
import java.util.Set;
import java.util.stream.Collectors;

/** Where transactions begin: {@code @Transactional}, or a {@code TransactionTemplate} that is given what to do. */
final class Transactions {

    private static final String ANNOTATION = "org.springframework.transaction.annotation.Transactional";
    private static final String OPERATIONS = "org.springframework.transaction.support.TransactionOperations";

    private Transactions() {}

    static boolean areOpenedBy(JavaClass type) {
        return type.isAnnotatedWith(ANNOTATION) || type.getCodeUnits().stream().anyMatch(Transactions::areOpenedBy);
    }

    private static boolean areOpenedBy(JavaCodeUnit unit) {
        return unit.isAnnotatedWith(ANNOTATION) || isTemplateUsedBy(unit);
    }

    private static boolean isTemplateUsedBy(JavaCodeUnit unit) {
        return unit.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isAssignableTo(OPERATIONS)
                        && call.getName().startsWith("execute"));
    }

    /** What a method or constructor does in a transaction that it opens; empty when it opens none. */
    static Set<JavaAccess<?>> within(JavaCodeUnit unit) {
        if (unit.isAnnotatedWith(ANNOTATION) || unit.getOwner().isAnnotatedWith(ANNOTATION)) {
            return unit.getAccessesFromSelf();
        }
        if (isTemplateUsedBy(unit)) {
            return unit.getAccessesFromSelf().stream()
                    .filter(access -> access.isDeclaredInLambda() || access instanceof JavaCodeUnitReference<?>)
                    .collect(Collectors.toSet());
        }
        return Set.of();
    }
}
