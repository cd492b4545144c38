package io.govshare.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.stack.process.ProcessMark;
import io.govshare.stack.process.ProcessTable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack with PostgreSQL, Kafka and the chain, in this JVM. */
class StackIntegrationTests {

    private static final Set<Component> PARTS = Set.of(Component.POSTGRESQL, Component.KAFKA, Component.CHAIN);

    @TempDir
    Path state;

    private StackOptions options() {
        return StackOptions.isolated(state).withComponents(PARTS);
    }

    @AfterEach
    void nothingIsLeft() {
        Stack.down(state, Progress.silent());
        assertThat(ProcessTable.startedFor(state)).isEmpty();
    }

    @Test
    void dataSurvivesDownAndUpAndAKillOfEverything() throws Exception {
        StackOptions options = options();
        ChainTrace onChain;
        try (Stack stack = Stack.up(options, Progress.silent())) {
            onChain = leaveTraces(stack);
        }
        assertThat(ProcessTable.startedFor(state)).isEmpty();

        try (Stack stack = Stack.up(options, Progress.silent())) {
            assertTraces(stack, onChain, 1);
            PARTS.forEach(stack::kill);
            assertThat(PARTS).noneMatch(stack::running);
        }

        try (Stack stack = Stack.up(options, Progress.silent())) {
            assertTraces(stack, onChain, 1);
        }

        try (Stack stack = Stack.up(options.withFresh(true), Progress.silent())) {
            assertTraces(stack, onChain, 0);
        }
    }

    @Test
    void killedPartComesBackAtTheSameAddress() throws Exception {
        try (Stack stack = Stack.up(options(), Progress.silent())) {
            ChainTrace onChain = leaveTraces(stack);
            for (Component component : PARTS) {
                stack.kill(component);
                assertThat(stack.running(component)).isFalse();
                stack.restart(component);
                assertThat(stack.running(component)).isTrue();
            }
            assertTraces(stack, onChain, 1);
            assertThat(stack.status()).allMatch(Stack.PartStatus::ready).allMatch(part -> part.residentBytes() > 0);
        }
    }

    @Test
    void secondUpSaysItIsRunningAlready() {
        StackOptions options = options();
        try (Stack stack = Stack.up(options, Progress.silent())) {
            assertThatThrownBy(() -> Stack.up(options, Progress.silent()))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("already running");
            assertThat(stack.status()).allMatch(Stack.PartStatus::ready);
        }
    }

    @Test
    void detachedStackGoesOnUntilDown() {
        StackOptions options = options().withDetached(true);
        Stack.up(options, Progress.silent()).close();

        Stack attached = Stack.attach(state, Progress.silent()).orElseThrow();
        assertThat(attached.status()).hasSize(PARTS.size()).allMatch(Stack.PartStatus::ready);
        assertThat(attached.options().ports()).isEqualTo(options.ports());
        assertThatThrownBy(() -> Stack.up(options, Progress.silent())).hasMessageContaining("already running");

        assertThat(Stack.down(state, Progress.silent())).isTrue();
        assertThat(Stack.attach(state, Progress.silent())).isEmpty();
        assertThat(Stack.down(state, Progress.silent())).isFalse();
    }

    @Test
    void takenPortIsNamedBeforeAnythingStarts() throws Exception {
        StackOptions options = options();
        int port = options.ports().of(Component.CHAIN);
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));

            assertThatThrownBy(() -> Stack.up(options, Progress.silent()))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Port " + port + " of chain is taken")
                    .hasMessageContaining("--ports chain=");
        }
        assertThat(ProcessTable.startedFor(state)).isEmpty();
        Stack.up(options, Progress.silent()).close();
    }

    @Test
    void failedStartNamesThePartAndLeavesNothing() throws Exception {
        StackOptions options = options();
        Path kafka = Files.createDirectories(state.resolve("data/kafka"));
        Files.writeString(kafka.resolve("meta.properties"), "version=nonsense\n");

        assertThatThrownBy(() -> Stack.up(options, Progress.silent()))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("Kafka ended while it was starting")
                .hasMessageContaining("kafka.log");

        assertThat(ProcessTable.startedFor(state)).isEmpty();
        Files.delete(kafka.resolve("meta.properties"));
        Stack.up(options, Progress.silent()).close();
    }

    @Test
    void recordOfAReusedNumberKillsNobody() throws Exception {
        StackOptions options = options();
        Process stranger = new ProcessBuilder("sleep", "120").start();
        try {
            Path run = Files.createDirectories(state.resolve("run"));
            Files.writeString(
                    run.resolve("postgresql.process"),
                    "pid=" + stranger.pid() + "\nstarted=earlier boot/1\nsignal=KILL\n");

            assertThat(Stack.down(state, Progress.silent())).isFalse();
            Stack.up(options, Progress.silent()).close();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void serverIsDurableAndClosedToPasswordlessVisitors() throws Exception {
        try (Stack stack = Stack.up(options().withComponents(Set.of(Component.POSTGRESQL)), Progress.silent());
                Connection connection = stack.database(Component.LEDGER)) {
            for (Map.Entry<String, String> setting : Map.of(
                            "fsync", "on", "synchronous_commit", "on", "full_page_writes", "on", "data_checksums", "on")
                    .entrySet()) {
                try (Statement statement = connection.createStatement();
                        var result = statement.executeQuery("SHOW " + setting.getKey())) {
                    result.next();
                    assertThat(result.getString(1)).as(setting.getKey()).isEqualTo(setting.getValue());
                }
            }
            int port = stack.options().ports().of(Component.POSTGRESQL);
            assertThatThrownBy(() -> java.sql.DriverManager.getConnection(
                            "jdbc:postgresql://127.0.0.1:" + port + "/ledger", "ledger", ""))
                    .hasMessageContaining("password");
        }
    }

    private static ChainTrace leaveTraces(Stack stack) throws Exception {
        try (Connection connection = stack.database(Component.CATALOG);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE trace (id int)");
            statement.execute("INSERT INTO trace VALUES (1)");
        }
        try (Admin admin = admin(stack)) {
            admin.createTopics(List.of(new NewTopic("trace", 1, (short) 1)))
                    .all()
                    .get();
        }
        return ChainTrace.leaveOn(stack);
    }

    private static void assertTraces(Stack stack, ChainTrace onChain, int count) throws Exception {
        try (Connection connection = stack.database(Component.CATALOG);
                Statement statement = connection.createStatement();
                var result = statement.executeQuery("SELECT count(*) FROM pg_tables WHERE tablename = 'trace'")) {
            result.next();
            assertThat(result.getInt(1)).isEqualTo(count);
        }
        try (Admin admin = admin(stack)) {
            assertThat(admin.listTopics().names().get().contains("trace")).isEqualTo(count > 0);
        }
        assertThat(onChain.isOn(stack)).isEqualTo(count > 0);
        assertThat(stack.status())
                .extracting(part -> part.process().filter(ProcessMark::alive))
                .allMatch(java.util.Optional::isPresent);
    }

    private static Admin admin(Stack stack) {
        return Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()));
    }
}
