package io.govshare.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.ledger.FailedStart;
import io.govshare.ledger.TestLedger;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The key of a log that was begun: kept at its first start, and asked for at each one after. */
class LogKeyIntegrationTests {

    @TempDir
    private Path directory;

    private TestLedger ledger;
    private Path key;

    @BeforeEach
    void begin() {
        key = directory.resolve("log.p12");
        ledger = TestLedger.builder(directory).start();
        assertThat(key).isNotEmptyFile();
        ledger.appendAndSign(Entries.numbered(0, 10));
        ledger.stop();
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void aLostKeyIsNotReplacedByANewOne() throws Exception {
        Path backup = Files.move(key, directory.resolve("backup"));

        assertThat(refused().getDescription())
                .isEqualTo("The log's key file " + key + " is missing, and the database holds a log of 10 entries.");
        assertThat(refused().getAction()).startsWith("Restore the file that belongs to this database from its backup.");
        assertThat(key).doesNotExist();

        Files.move(backup, key);
        restart();
        assertThat(ledger.appendAndSign(Entries.numbered(10, 20)).size()).isEqualTo(20);
    }

    @Test
    void anotherKeySignsNothing() throws Exception {
        Path other = directory.resolve("other");
        LogKeystore.open(other, "test").keep();
        Files.move(other, key, StandardCopyOption.REPLACE_EXISTING);

        assertThat(refused().getDescription()).startsWith("The key in " + key + " is another one than the log's");
    }

    @Test
    void aLogWithoutCheckpointsIsALogAllTheSame() throws Exception {
        ledger = TestLedger.builder(directory)
                .without(CheckpointSigner.class)
                .after(ledger)
                .start();
        ledger.jdbc().sql("truncate checkpoint cascade").update();
        ledger.stop();
        Files.delete(key);

        assertThat(refused().getDescription())
                .isEqualTo("The log's key file " + key + " is missing, and the database holds a log of 10 entries.");
    }

    @Test
    void halvesOfTwoKeysSignNothing() throws Exception {
        KeyStore own = keystore(key);
        Path second = directory.resolve("second");
        LogKeystore.open(second, "test").keep();
        KeyStore.PasswordProtection password = new KeyStore.PasswordProtection("test".toCharArray());
        own.setEntry("log-private", keystore(second).getEntry("log-private", password), password);
        try (OutputStream out = Files.newOutputStream(key)) {
            own.store(out, "test".toCharArray());
        }

        assertThat(refused().getDescription()).endsWith(key + " do not belong together.");
    }

    @Test
    void twoProcessesWithAKeyEachBeginOneLogUnderOneKey() throws Exception {
        TestLedger second = TestLedger.builder(Files.createDirectory(directory.resolve("second")))
                .without(LogKeyCheck.class)
                .after(ledger)
                .start();
        second.append(Entries.numbered(10, 20));

        assertThatThrownBy(() -> second.get(CheckpointSigner.class).signIfGrown())
                .isInstanceOf(BrokenLogException.class)
                .hasMessageContaining("another key");
        second.stop();
        restart();
        TestLedger.await(
                "its own key goes on",
                () -> ledger.get(Checkpoints.class).at(20).isPresent());
    }

    @Test
    void anotherNameIsAnotherLog() {
        FailureAnalysis refused = FailedStart.of(TestLedger.builder(directory)
                .with("govshare.ledger.origin", "ledger.test/other")
                .after(ledger));

        assertThat(refused.getDescription()).endsWith("a log of 10 entries named " + TestLedger.ORIGIN + ".");
        assertThat(refused.getAction()).startsWith("Set govshare.ledger.origin to " + TestLedger.ORIGIN);
    }

    private static KeyStore keystore(Path file) throws Exception {
        return KeyStore.getInstance(file.toFile(), "test".toCharArray());
    }

    private void restart() {
        ledger = TestLedger.builder(directory).after(ledger).start();
    }

    private FailureAnalysis refused() {
        return FailedStart.of(TestLedger.builder(directory).after(ledger));
    }
}
