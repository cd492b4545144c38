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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar as it is handed out, in a process of its own with nothing else on its class path. */
class VerifierJarIntegrationTests {
    private static final TestReceipts WORLD = new TestReceipts();

    @TempDir
    private Path folder;

    private record Ended(int status, String out) {}

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

    private static Ended run(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target", "govshare-verifier.jar").toAbsolutePath().toString()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out);
    }
}
