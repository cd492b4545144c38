package io.govshare.testkit.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A real broker in a JVM of its own, with the class path of the tests. */
final class LocalKafka implements KafkaServer {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ServerProcess server;
    private final String bootstrapServers;

    private LocalKafka(ServerProcess server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    static LocalKafka launch() {
        Path directory = TestDirectories.temporary("kafka");
        int port = LocalInfrastructure.freePort();
        Path settings = directory.resolve("server.properties");
        Path logging = directory.resolve("logback.xml");
        try {
            Files.writeString(
                    settings,
                    KafkaSettings.properties(
                            "127.0.0.1", port, LocalInfrastructure.freePort(), port, directory.resolve("data")));
            Files.writeString(logging, """
                    <configuration>
                      <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                        <encoder><pattern>%d %-5level %logger{0} %msg%n</pattern></encoder>
                      </appender>
                      <root level="WARN"><appender-ref ref="out"/></root>
                    </configuration>
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerProcess server = new ServerProcess(
                "kafka",
                directory,
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms64m",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=" + logging,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KafkaLauncher.class.getName(),
                        settings.toString()));
        LocalKafka kafka = new LocalKafka(server, "127.0.0.1:" + port);
        server.removeAtExit();
        kafka.start();
        return kafka;
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public void start() {
        server.start();
        try {
            awaitReady(bootstrapServers, PATIENCE, server::isAlive);
        } catch (AssertionError e) {
            throw new IllegalStateException("Kafka did not start:\n" + server.output(), e);
        }
    }

    static void awaitReady(String bootstrapServers, Duration patience, BooleanSupplier alive) {
        Waiting.until("Kafka at " + bootstrapServers, patience, () -> {
            if (!alive.getAsBoolean()) {
                throw new AssertionError("The broker's process has ended");
            }
            try (Admin admin = Admin.create(Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                    bootstrapServers,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    2_000,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    2_000))) {
                return !admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty();
            } catch (ExecutionException | TimeoutException e) {
                return false;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Override
    public void freeze() {
        server.signal("STOP");
    }

    @Override
    public void thaw() {
        server.signal("CONT");
    }
}
