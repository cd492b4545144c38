package io.govshare.ledger.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.ledger.RunningLedger;
import io.govshare.ledger.TestLedger;
import io.govshare.ledger.intake.EntryLog;
import io.govshare.ledger.log.Entries;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.proof.receipt.Trust;
import io.govshare.verifier.ExitStatus;
import io.govshare.verifier.fsck.Fsck;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole log of a running ledger, from outside and from inside, as an auditor checks it. */
class FsckIntegrationTests extends RunningLedger {

    private static final int ENTRIES = 700;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private EntryLog log;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void anchoredLog() {
        if (size() < ENTRIES) {
            transaction.executeWithoutResult(status -> log.append(Entries.numbered(0, ENTRIES)));
        }
        TestLedger.await("anchor", () -> get("/status").get("pending").asLong() == 0);
    }

    @Test
    void nothingDiffersInALogThatNobodyTouched() {
        String said = fsck(ExitStatus.VALID);

        assertThat(said)
                .contains("head      ledger.test/", "entries and ", " on chain 31337 hold", "database  no row differs")
                .endsWith("CLEAN: nothing differs\n");
    }

    @Test
    void anAlteredEntryIsNamedFromOutsideAndInside() {
        byte[] entry = jdbc.sql("select entry from log_leaf where leaf_index = 471")
                .query((row, number) -> row.getBytes(1))
                .single();
        String said = altered(
                "update log_leaf set entry = set_byte(entry, 5, 255 - get_byte(entry, 5)) where leaf_index = 471");

        assertThat(said)
                .contains("FIRST DIFFERENCE: ENTRY entry 471: expected leaf hash " + MerkleHash.leaf(entry) + ", found")
                .contains("also: DATABASE ENTRY_ALTERED at entry 471");
    }

    @Test
    void alteredTilesAreNamedFromOutsideAndInside() {
        assertThat(altered("update log_tile set hashes = set_byte(hashes, 64, 255 - get_byte(hashes, 64))"
                        + " where level = 0 and tile_index = 1"))
                .contains("FIRST DIFFERENCE: TILE hash 2 of tile/0/001 (entry 258): expected leaf hash ")
                .contains("also: DATABASE TILE_ALTERED at entry 258");

        assertThat(altered("update log_tile set hashes = set_byte(hashes, 0, 255 - get_byte(hashes, 0))"
                        + " where level = 1 and tile_index = 0"))
                .contains("FIRST DIFFERENCE: TILE hash 0 of tile/1/000")
                .contains("(entries 0 to 255): expected subtree ")
                .contains("also: DATABASE TILE_ALTERED at entry 0");
    }

    @Test
    void aMissingTileIsNamedFromOutsideAndInside() {
        // out of the log's reach, and back the second time
        assertThat(altered("update log_tile set tile_index = 1000001 - tile_index"
                        + " where level = 0 and tile_index in (1, 1000000)"))
                .contains("FIRST DIFFERENCE: TILE tile/0/001 (entry 256 on): expected 256 hashes, found nothing")
                .contains("also: DATABASE ENTRY_MISSING at entry 256");
    }

    /** A checkpoint that is gone would be missed by nobody, so the database lets none go. */
    @Test
    void noCheckpointCanBeDeleted() {
        String delete = "delete from checkpoint where size = (select max(size) from anchor where state = 'confirmed')";
        assertThatThrownBy(() -> jdbc.sql(delete).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("a checkpoint is never changed");
        jdbc.sql("alter table checkpoint disable trigger checkpoint_is_final").update();
        try {
            assertThatThrownBy(() -> jdbc.sql(delete).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("foreign key");
        } finally {
            jdbc.sql("alter table checkpoint enable trigger checkpoint_is_final")
                    .update();
        }
    }

    @Test
    void alteredCheckpointsAreNamed() {
        long oldest = jdbc.sql("select min(size) from checkpoint where size > 0")
                .query(Long.class)
                .single();
        jdbc.sql("alter table checkpoint disable trigger checkpoint_is_final").update();
        try {
            assertThat(altered("update checkpoint set root = set_byte(root, 0, 255 - get_byte(root, 0)) where size = "
                            + oldest))
                    .contains("FIRST DIFFERENCE: DATABASE CHECKPOINT_ALTERED, size " + oldest)
                    .contains("it was signed for size " + oldest + " and root ");
            // The newest one is what everybody is given.
            assertThat(altered("update checkpoint set note = translate(note, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',"
                            + " 'ZYXWVUTSRQPONMLKJIHGFEDCBA') where size = (select max(size) from checkpoint)"))
                    .contains("FIRST DIFFERENCE: CHECKPOINT the signed head: expected")
                    .contains("also: DATABASE CHECKPOINT_ALTERED");
        } finally {
            jdbc.sql("alter table checkpoint enable trigger checkpoint_is_final")
                    .update();
        }
    }

    @Test
    void anAlteredAnchorIsNamed() {
        long newest = get("/status").get("anchoredSize").asLong();

        assertThat(altered("update anchor set storage_proof = account_proof, account_proof = storage_proof"
                        + " where state = 'confirmed' and size = " + newest))
                .contains("FIRST DIFFERENCE: DATABASE ANCHOR_ALTERED, size " + newest)
                .contains("its evidence");

        assertThat(altered("update anchor set block_hash = translate(block_hash, '0123456789', '9876543210')"
                        + " where state = 'confirmed' and size = " + newest))
                .contains("DATABASE ANCHOR_ALTERED, size " + newest)
                .contains("its header is not that of block ");
    }

    @Test
    void oneCheckRunsAtATime() {
        List<CompletableFuture<Integer>> checks = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("lock table log_leaf in access exclusive mode").update();
            checks.add(CompletableFuture.supplyAsync(this::check));
            checks.add(CompletableFuture.supplyAsync(this::check));
            assertThat(CompletableFuture.anyOf(checks.get(0), checks.get(1))
                            .orTimeout(20, TimeUnit.SECONDS)
                            .join())
                    .isEqualTo(409);
        });

        assertThat(List.of(checks.get(0).join(), checks.get(1).join())).containsExactlyInAnyOrder(200, 409);
        assertThat(check()).isEqualTo(200);
    }

    private int check() {
        return send(request("/checks")
                        .header("Authorization", "Bearer " + auditorsToken())
                        .POST(HttpRequest.BodyPublishers.noBody()))
                .statusCode();
    }

    /** @param sql an alteration that undoes itself the second time, since all tests share the log */
    private String altered(String sql) {
        assertThat(jdbc.sql(sql).update()).isOne();
        try {
            return fsck(ExitStatus.NOT_VALID);
        } finally {
            jdbc.sql(sql).update();
        }
    }

    private String fsck(ExitStatus expected) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, UTF_8);
        ExitStatus status = new Fsck(print, print)
                .run(new Fsck.Request(
                        URI.create(prefix()),
                        Trust.parse(get("/trust").toString()),
                        Optional.of(chainUrl()),
                        Optional.of(auditorsToken())));
        assertThat(status).as(out.toString(UTF_8)).isEqualTo(expected);
        return out.toString(UTF_8);
    }
}
