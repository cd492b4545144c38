package io.govshare.testkit.infrastructure;

/**
 * The images of {@link ContainerInfrastructure}, here only. Where no registry can be reached they are made locally under
 * these names.
 */
public final class ContainerImages {

    /**
     * Like the official image: {@code POSTGRES_PASSWORD} in the environment, settings as {@code -c} arguments.
     *
     * <p>Deliberately a major version older than the local server's: the one in Debian's stable release, which an agency is
     * likely to run, so that every statement and migration is tried on both.
     */
    public static final String POSTGRES = "postgres:17";

    /**
     * Runs a KRaft broker with the file {@value #KAFKA_SETTINGS}, formatting {@value #KAFKA_DATA} first when it is new.
     */
    public static final String KAFKA = "govshare/kafka-test:4.2";

    static final String KAFKA_SETTINGS = "/etc/govshare/kafka.properties";
    static final String KAFKA_DATA = "/var/lib/kafka";

    private ContainerImages() {}
}
