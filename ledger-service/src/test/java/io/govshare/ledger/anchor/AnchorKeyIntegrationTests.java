package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.AnchorKey;
import io.govshare.chain.FakeAnchorChain;
import io.govshare.ledger.FailedStart;
import io.govshare.ledger.TestLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The anchoring key of a log that a contract knows. */
class AnchorKeyIntegrationTests {

    private static final String CONTRACT = "0x" + "c0".repeat(20);

    @TempDir
    private Path directory;

    private Path file;
    private String address;
    private TestLedger ledger;

    @BeforeEach
    void register() {
        file = directory.resolve("log.p12.anchor.json");
        ledger = builder().start();
        address = AnchorKey.loadOrCreate(file, "test").address();
        ledger.get(Registries.class).remember(new Registry(31_337, CONTRACT, "0x00", address), Instant.EPOCH);
        ledger.stop();
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void aLostKeyIsNotReplacedByANewOne() throws Exception {
        Path backup = Files.move(file, directory.resolve("backup"));

        FailureAnalysis refused = FailedStart.of(builder().after(ledger));

        assertThat(refused.getDescription())
                .isEqualTo("The anchoring key file " + file + " is missing, and the contract " + CONTRACT
                        + " takes anchors of this log from " + address + " only.");
        assertThat(refused.getAction()).startsWith("Restore the key's file from its backup, or name the service");
        assertThat(file).doesNotExist();
        Files.move(backup, file);
        restart();
    }

    @Test
    void anotherKeyAnchorsNothing() throws Exception {
        Path other = directory.resolve("other");
        String stranger = AnchorKey.loadOrCreate(other, "test").address();
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(FailedStart.of(builder().after(ledger)).getDescription())
                .startsWith("The anchoring key is that of " + stranger + ", and the contract " + CONTRACT);
    }

    @Test
    void aServiceThatHasTheKeyMayTakeThePlaceOfItsFile() throws Exception {
        Files.delete(file);

        ledger = builder()
                .with("govshare.ledger.signer.url", "http://127.0.0.1:1")
                .with("govshare.ledger.signer.address", address)
                .after(ledger)
                .start();

        assertThat(file).doesNotExist();
    }

    private void restart() {
        ledger = builder().after(ledger).start();
    }

    private TestLedger.Builder builder() {
        FakeAnchorChain chain = FakeAnchorChain.instant(TestLedger.ORIGIN);
        return TestLedger.builder(directory)
                .packages("io.govshare.ledger.anchor")
                .without(AnchorLoop.class)
                .bean("chainConnector", (ChainConnector) known -> chain);
    }
}
