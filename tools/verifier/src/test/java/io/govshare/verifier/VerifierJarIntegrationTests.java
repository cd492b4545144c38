package io.govshare.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.proof.receipt.BadReceipts;
import io.govshare.proof.receipt.TestReceipts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar as it is handed out, in a process of its own with nothing else on its class path. */
class VerifierJarIntegrationTests {
    private static final TestReceipts WORLD = new TestReceipts();

    private static final Path JAR = Path.of("target", "govshare-verifier.jar").toAbsolutePath();
    private static final long LARGEST = 4L << 20;

    /** Whatever opens a socket or looks a name up needs these classes of the JDK. */
    private static final Pattern NETWORK = Pattern.compile(" (sun\\.nio\\.ch\\.Net|java\\.net\\.InetAddress) ");

    @TempDir
    private Path folder;

    private record Ended(int status, String out) {}

    @Test
    void jarIsSmall() throws IOException {
        assertThat(Files.size(JAR)).isLessThanOrEqualTo(LARGEST);
    }

    @Test
    void verifyingOpensNoSocket() throws IOException, InterruptedException {
        Path trust = Files.writeString(
                folder.resolve("trust.json"), WORLD.trustJson().toString());
        Path good = Files.writeString(
                folder.resolve("good.json"), WORLD.receipt().toJson().toString());

        Ended verified = run("verify", good.toString(), "--trust", trust.toString());
        assertThat(verified.status()).as(verified.out()).isZero();
        assertThat(loaded()).contains("io.govshare.verifier.Verification").doesNotContainPattern(NETWORK);

        Ended checked = run("fsck", "--url", "http://127.0.0.1:1", "--trust", trust.toString());
        assertThat(checked.status()).as(checked.out()).isEqualTo(2);
        assertThat(loaded()).containsPattern(NETWORK);
    }

    /** The classes of the last run. */
    private String loaded() throws IOException {
        return Files.readString(folder.resolve("loaded.txt"));
    }

    @Test
    void jarRunsByItselfAndItsExitStatusTellsTheVerdict() throws IOException, InterruptedException {
        Path trust = Files.writeString(
                folder.resolve("trust.json"), WORLD.trustJson().toString());
        Path good = Files.writeString(
                folder.resolve("good.json"), WORLD.receipt().toJson().toString());
        BadReceipts.BadReceipt bad = BadReceipts.all(WORLD).getLast();
        Path spoiled = Files.writeString(
                folder.resolve("bad.json"), bad.receipt().toJson().toString());

        Ended valid = run("verify", good.toString(), "--trust", trust.toString());
        assertThat(valid.out()).contains("passed   validators", "VALID: sealed");
        assertThat(valid.status()).isZero();

        Ended invalid = run("verify", spoiled.toString(), "--trust", trust.toString());
        assertThat(invalid.out()).contains("INVALID: " + bad.failing());
        assertThat(invalid.status()).isEqualTo(1);

        Ended unusable = run("verify", trust.toString(), "--trust", trust.toString());
        assertThat(unusable.out()).contains("'format' is to be 'govshare-receipt/v1'");
        assertThat(unusable.status()).isEqualTo(2);
    }

    private Ended run(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + folder.resolve("loaded.txt"),
                "-jar",
                JAR.toString()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out);
    }
}
