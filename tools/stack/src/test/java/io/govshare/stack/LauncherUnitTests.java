package io.govshare.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher script says on a machine that lacks something: one sentence with what, and how to get it. */
class LauncherUnitTests {

    private static final Path JDK_25 = Path.of(System.getProperty("java.home"));
    private static final List<String> EVERYWHERE = List.of("dirname", "readlink", "sed", "head", "sort");

    @TempDir
    private Path folder;

    private Path programs = Path.of("");

    @BeforeEach
    void machineWithoutAnythingSpecial() throws IOException {
        programs = folder.resolve("bin");
        for (String program : EVERYWHERE) {
            install(programs.resolve(program), "exec " + onThisMachine(program) + " \"$@\"");
        }
    }

    @Test
    void withoutAnyJdk() throws Exception {
        for (String command :
                List.of("up", "demo", "build", "test", "verify", "fsck", "bench", "down", "status", "logs")) {
            assertThat(complaint(command, folder.resolve("none")))
                    .as(command)
                    .startsWith("govshare: JDK 25 is missing (looked in JAVA_HOME, /usr/lib/jvm and the PATH): ")
                    .contains("https://adoptium.net")
                    .endsWith("set JAVA_HOME to it.");
        }
    }

    @Test
    void withAnotherJdk() throws Exception {
        Path older = folder.resolve("jdk-21");
        install(older.resolve("bin/java"), "echo 'openjdk version \"21.0.4\" 2024-07-16' >&2");
        install(older.resolve("bin/javac"), "");

        assertThat(complaint("up", older)).startsWith("govshare: JDK 25 is missing");
    }

    @Test
    void withARuntimeThatHasNoCompiler() throws Exception {
        Path runtime = folder.resolve("jre-25");
        install(runtime.resolve("bin/java"), "echo 'openjdk version \"25.0.1\" 2025-10-21' >&2");

        assertThat(complaint("up", runtime)).startsWith("govshare: JDK 25 is missing");
    }

    @Test
    void withoutNode() throws Exception {
        assertThat(complaint("up", JDK_25))
                .isEqualTo(
                        "govshare: Node.js 20 or newer is missing: 'apt install nodejs npm', or https://nodejs.org.");
    }

    @Test
    void withAnOldNode() throws Exception {
        install(programs.resolve("node"), "echo v18.19.0");

        assertThat(complaint("demo", JDK_25))
                .isEqualTo("govshare: Node.js v18.19.0 is too old: 20 or newer is needed (https://nodejs.org).");
    }

    @Test
    void withNodeButWithoutNpm() throws Exception {
        install(programs.resolve("node"), "echo v20.0.0");

        assertThat(complaint("up", JDK_25))
                .isEqualTo("govshare: npm is missing: 'apt install npm', or https://nodejs.org.");
    }

    @Test
    void withoutMaven() throws Exception {
        assertThat(complaint("test", JDK_25))
                .isEqualTo("govshare: Maven 3.8 or newer is missing: 'apt install maven',"
                        + " or https://maven.apache.org/download.cgi.");
    }

    @Test
    void withAnOldMaven() throws Exception {
        install(programs.resolve("mvn"), "echo 'Apache Maven 3.6.3'");

        assertThat(complaint("test", JDK_25)).isEqualTo("""
                        govshare: Maven 3.6.3 is too old: 3.8 or newer is needed ('apt install maven',\
                         or https://maven.apache.org/download.cgi).""");
    }

    @Test
    void newerToolsPass() throws Exception {
        install(programs.resolve("mvn"), "echo 'Apache Maven 3.10.0'");
        install(programs.resolve("node"), "echo v100.1.0");

        assertThat(complaint("test", JDK_25)).startsWith("govshare: npm is missing");
    }

    /** The only thing that the launcher says; it must have ended by itself as failed. */
    private String complaint(String command, Path javaHome) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        List<String> line = new ArrayList<>();
        // Without patterns (-f) it sees no JDK in the folders where this machine has its own.
        line.addAll(List.of(onThisMachine("bash").toString(), "-f"));
        line.addAll(List.of(StackOptions.checkout().resolve("govshare").toString(), command));
        ProcessBuilder launcher = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        launcher.environment().clear();
        launcher.environment().put("PATH", programs.toString());
        launcher.environment().put("HOME", folder.toString());
        launcher.environment().put("JAVA_HOME", javaHome.toString());
        Process process = launcher.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> said = Files.readAllLines(output, StandardCharsets.UTF_8);
        // To fsck, 1 means that a log is not as it must be.
        assertThat(process.exitValue()).as(said.toString()).isEqualTo(command.equals("fsck") ? 2 : 1);
        assertThat(said).hasSize(1);
        return said.getFirst();
    }

    private static void install(Path program, String script) throws IOException {
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!" + onThisMachine("bash") + "\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path onThisMachine(String program) {
        for (String directory : System.getenv("PATH").split(":", -1)) {
            Path candidate = Path.of(directory, program);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no " + program + " on the PATH");
    }
}
