package io.govshare.testkit.infrastructure;

import java.util.Locale;

/** The servers that integration tests run against. */
public interface TestInfrastructure {

    String SETTING = "GOVSHARE_TEST_INFRASTRUCTURE";

    PostgresServer postgres();

    KafkaServer kafka();

    /** The infrastructure of this JVM, as the environment asks for. */
    static TestInfrastructure shared() {
        return SharedInfrastructure.INSTANCE;
    }

    private static TestInfrastructure select() {
        String choice = System.getenv().getOrDefault(SETTING, "local").toLowerCase(Locale.ROOT);
        return switch (choice) {
            case "local" -> new LocalInfrastructure();
            case "containers" -> new ContainerInfrastructure();
            default -> throw new IllegalStateException(SETTING + " is '" + choice + "', not local or containers");
        };
    }

    /** Holds the one instance; loaded on first use. */
    final class SharedInfrastructure {

        private static final TestInfrastructure INSTANCE = select();

        private SharedInfrastructure() {}
    }
}
