package io.govshare.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.stack.cli.Main;
import io.govshare.stack.part.Folders;
import io.govshare.stack.process.ProcessEnd;
import io.govshare.stack.process.ProcessMark;
import io.govshare.stack.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command line in a process of its own, ended in every way a process ends. */
class StackProcessIntegrationTests {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Path folder = Path.of("");
    private Path state = Path.of("");
    private Path output = Path.of("");

    @BeforeEach
    void folders() throws IOException {
        // Not a @TempDir: another user must be able to pass through. The blank is part of the test.
        folder = Files.createTempDirectory("govshare stack ");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        state = folder.resolve("state");
        output = folder.resolve("output");
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        Stack.down(state, Progress.silent());
        assertThat(ProcessTable.startedFor(state)).isEmpty();
        Folders.deleteTree(folder);
    }

    @Test
    void interruptEndsEverything() throws Exception {
        Process up = up();
        awaitOutput(up, "Ctrl-C ends it.");
        assertThat(ProcessTable.startedFor(state)).isNotEmpty();

        signal(up, "INT");

        assertThat(exitStatus(up)).isEqualTo(130);
        assertThat(ProcessTable.startedFor(state)).isEmpty();
        assertThat(Files.readString(output)).contains("ended  PostgreSQL");
    }

    @Test
    void terminationEndsEverything() throws Exception {
        Process up = up();
        awaitOutput(up, "Ctrl-C ends it.");

        signal(up, "TERM");

        assertThat(exitStatus(up)).isEqualTo(143);
        assertThat(ProcessTable.startedFor(state)).isEmpty();
    }

    @Test
    void interruptWhileStartingEndsEverything() throws Exception {
        Process up = up();
        while (ProcessTable.startedFor(state).isEmpty()) {
            assertThat(up.isAlive()).isTrue();
            Thread.sleep(20);
        }

        signal(up, "INT");

        assertThat(exitStatus(up)).isEqualTo(130);
        assertThat(ProcessTable.startedFor(state)).isEmpty();
    }

    @Test
    void restartBringsBackAKilledPartOfAStackInTheForeground() throws Exception {
        Process up = up();
        awaitOutput(up, "Ctrl-C ends it.");
        Stack stack = Stack.attach(state, Progress.silent()).orElseThrow();
        stack.status().stream()
                .filter(part -> part.component() == Component.KAFKA)
                .flatMap(part -> part.process().stream())
                .forEach(ProcessEnd::kill);
        awaitOutput(up, "Kafka is no longer running");
        assertThat(Files.readString(output)).contains("./govshare restart kafka");

        List<String> restart =
                new ArrayList<>(launcher(StackOptions.checkout(), System.getProperty("java.class.path")));
        restart.addAll(List.of("restart", "kafka", "--state", state.toString()));
        assertThat(exitStatus(start(restart, folder.resolve("restart"))))
                .as(Files.readString(folder.resolve("restart")))
                .isZero();

        assertThat(stack.status()).hasSize(2).allMatch(Stack.PartStatus::ready);
        signal(up, "INT");
        assertThat(exitStatus(up)).isEqualTo(130);
    }

    @Test
    void downEndsAStackInTheForegroundToo() throws Exception {
        Process up = up();
        awaitOutput(up, "Ctrl-C ends it.");

        assertThat(Stack.down(state, Progress.silent())).isTrue();

        assertThat(exitStatus(up)).isEqualTo(143);
        assertThat(ProcessTable.startedFor(state)).isEmpty();
    }

    @Test
    void partsOfAKilledSupervisorAreEndedByTheNextUp() throws Exception {
        Process first = up();
        awaitOutput(first, "Ctrl-C ends it.");
        List<ProcessMark> parts = ProcessTable.startedFor(state);
        first.destroyForcibly().waitFor();
        assertThat(parts).isNotEmpty().allMatch(ProcessMark::alive);

        Process second = up();
        awaitOutput(second, "Ctrl-C ends it.");

        assertThat(Files.readString(output)).contains("Ending what an earlier run left behind.");
        assertThat(parts).noneMatch(ProcessMark::alive);
        signal(second, "INT");
        assertThat(exitStatus(second)).isEqualTo(130);
    }

    private Process up() throws IOException {
        return start(command(StackOptions.checkout(), System.getProperty("java.class.path")));
    }

    private List<String> command(Path home, String classPath) {
        List<String> up = new ArrayList<>(launcher(home, classPath));
        up.addAll(List.of(
                "up", "--only", "postgresql,kafka", "--ports", Ports.free().text(), "--state", state.toString()));
        return up;
    }

    private static List<String> launcher(Path home, String classPath) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dgovshare.home=" + home,
                "-cp",
                classPath,
                Main.class.getName());
    }

    private Process start(List<String> command) throws IOException {
        return start(command, output);
    }

    private Process start(List<String> command, Path output) throws IOException {
        // Whoever runs tests in the background hands down an ignored SIGINT, which a JVM then leaves ignored.
        List<String> interruptible = new ArrayList<>(List.of("env", "--default-signal=INT"));
        interruptible.addAll(command);
        return new ProcessBuilder(interruptible)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private void awaitOutput(Process process, String text) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(output).contains(text)) {
            assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
            assertThat(System.nanoTime()).as("waiting for: " + text).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private static int exitStatus(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                        .start()
                        .waitFor())
                .isZero();
    }
}
