package io.govshare.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.ledger.TestLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key of a log that has been signed. */
class LogKeyIntegrationTests {

    @TempDir
    private Path directory;

    private TestLedger ledger;
    private Path key;

    @BeforeEach
    void sign() {
        key = directory.resolve("log.p12");
        ledger = TestLedger.builder(directory).start();
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

        assertThatThrownBy(this::restart)
                .rootCause()
                .hasMessageContaining(key + " is missing, and the database holds a log of 10 entries")
                .hasMessageContaining("restore the file that belongs to it from its backup");
        assertThat(key).doesNotExist();

        Files.move(backup, key);
        restart();
        assertThat(ledger.appendAndSign(Entries.numbered(10, 20)).size()).isEqualTo(20);
    }

    @Test
    void anotherKeySignsNothing() throws Exception {
        Path other = directory.resolve("other");
        LogKeystore.loadOrCreate(other, "test");
        Files.move(other, key, StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(this::restart).rootCause().hasMessageContaining("the key in " + key + " is another one");
    }

    private void restart() {
        ledger = TestLedger.builder(directory).after(ledger).start();
    }
}
