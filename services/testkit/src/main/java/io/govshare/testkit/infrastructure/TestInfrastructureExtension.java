package io.govshare.testkit.infrastructure;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests without Spring their servers as parameters: {@link TestInfrastructure}, {@link PostgresServer}, {@link
 * KafkaServer}, and a {@link TestDatabase} that is the test class's own.
 */
public final class TestInfrastructureExtension implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(TestInfrastructureExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestInfrastructure.class
                || type == PostgresServer.class
                || type == KafkaServer.class
                || type == TestDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        TestInfrastructure infrastructure = TestInfrastructure.shared();
        if (type == PostgresServer.class) {
            return infrastructure.postgres();
        }
        if (type == KafkaServer.class) {
            return infrastructure.kafka();
        }
        if (type == TestDatabase.class) {
            Class<?> testClass = context.getRequiredTestClass();
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(
                            testClass,
                            key -> infrastructure.postgres().createDatabase(testClass.getSimpleName()),
                            TestDatabase.class);
        }
        return infrastructure;
    }
}
