package io.govshare.testkit.infrastructure;

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
        InfrastructureChoice choice =
                InfrastructureChoice.of(System.getenv(SETTING), ContainerEngine.of(System.getenv()));
        System.out.println(choice.told());
        return switch (choice.kind()) {
            case LOCAL -> new LocalInfrastructure();
            case CONTAINERS -> new ContainerInfrastructure();
        };
    }

    /** Holds the one instance; loaded on first use. */
    final class SharedInfrastructure {

        private static final TestInfrastructure INSTANCE = select();

        private SharedInfrastructure() {}
    }
}
