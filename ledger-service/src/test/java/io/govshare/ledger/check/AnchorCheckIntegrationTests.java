package io.govshare.ledger.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.DevChain;
import io.govshare.ledger.TestLedger;
import io.govshare.ledger.log.Entries;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnchorCheckIntegrationTests {

    @TempDir
    private Path directory;

    @Test
    void everyProofIsVerifiedAndAnEvenSampleComparedWithTheContract() {
        try (DevChain chain = DevChain.start();
                TestLedger ledger = TestLedger.builder(directory)
                        .anchoring(chain.url())
                        .packages("io.govshare.ledger.check")
                        .without(CheckController.class)
                        .start()) {
            ledger.appendAndSign(Entries.numbered(0, 10));
            ledger.awaitAnchored(10);
            assertThat(ledger.get(AnchorCheck.class).run()).isEqualTo(new AnchorCheck.Result(true, List.of()));

            // neither do their proofs hold, nor does the contract have them
            ledger.jdbc().sql("""
                            with more as (
                                insert into checkpoint (size, root, note, signed_at)
                                select more.size, root, note, signed_at
                                from checkpoint c, generate_series(11, 260) more(size) where c.size = 10
                                returning size)
                            insert into anchor (size, state, consistency, prepared_at, confirmed_at, block_number, block_hash,
                                   block_time, block_header, account_proof, storage_proof)
                            select more.size, state, consistency, prepared_at, confirmed_at, block_number, block_hash,
                                   block_time, block_header, account_proof, storage_proof
                            from anchor a, more where a.size = 10
                            """).update();
            AnchorCheck.Result result = ledger.get(AnchorCheck.class).run();

            assertThat(result.asked()).isTrue();
            // the findings end at a hundred: every anchor is one, and every third another one
            assertThat(result.findings())
                    .hasSize(LogCheck.MAX_FINDINGS)
                    .filteredOn(finding -> finding.kind() == Finding.Kind.CHAIN_DISAGREES)
                    .hasSize(25)
                    .extracting(Finding::size)
                    .startsWith(13L, 16L, 19L);
        }
    }
}
