package io.govshare.ledger.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.ledger.TestLedger;
import io.govshare.ledger.log.Entries;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCheckIntegrationTests {

    @TempDir
    private Path directory;

    private TestLedger ledger;

    @BeforeEach
    void start() {
        ledger = TestLedger.builder(directory)
                .packages("io.govshare.ledger.check")
                .without(CheckController.class)
                .without(AnchorCheck.class)
                .start();
        ledger.appendAndSign(Entries.numbered(0, 66_000));
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void anUntouchedLogHasNoFindings() {
        assertThat(check().size()).isEqualTo(66_000);
        assertThat(check().findings()).isEmpty();
    }

    @Test
    void anAlteredEntryIsNamed() {
        ledger.jdbc()
                .sql("update log_leaf set entry = ? where leaf_index = 4711")
                .param(Entries.entry("forged").bytes())
                .update();

        assertThat(check().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.ENTRY_ALTERED);
            assertThat(finding.leafIndex()).isEqualTo(4711);
        });
    }

    @Test
    void anAlteredTileIsNamed() {
        ledger.jdbc()
                .sql("update log_tile set hashes = set_byte(hashes, 64, 255 - get_byte(hashes, 64))"
                        + " where level = 0 and tile_index = 3")
                .update();

        assertThat(check().findings())
                .anySatisfy(finding -> {
                    assertThat(finding.kind()).isEqualTo(Finding.Kind.TILE_ALTERED);
                    assertThat(finding.leafIndex()).isEqualTo(3 * 256 + 2);
                })
                .noneMatch(finding -> finding.kind() == Finding.Kind.ENTRY_ALTERED);
    }

    @Test
    void anAlteredUpperTileIsNamed() {
        ledger.jdbc()
                .sql("update log_tile set hashes = set_byte(hashes, 0, 255 - get_byte(hashes, 0))"
                        + " where level = 1 and tile_index = 0")
                .update();

        assertThat(check().findings())
                .isNotEmpty()
                .allMatch(finding -> finding.kind() == Finding.Kind.TILE_ALTERED)
                .anyMatch(finding -> finding.detail().contains("tile/1/000"));
    }

    @Test
    void anEntryAlteredTogetherWithItsTileIsStillNoticed() {
        ledger.jdbc()
                .sql("update log_tile set hashes = set_byte(hashes, 0, 255 - get_byte(hashes, 0))"
                        + " where level = 0 and tile_index = 0")
                .update();
        ledger.jdbc()
                .sql("update log_leaf set entry = ? where leaf_index = 0")
                .param(Entries.entry("forged").bytes())
                .update();

        assertThat(check().findings()).extracting(Finding::kind).contains(Finding.Kind.CHECKPOINT_ALTERED);
    }

    @Test
    void aMissingEntryIsNamed() {
        ledger.jdbc().sql("delete from log_leaf where leaf_index = 300").update();

        assertThat(check().findings()).extracting(Finding::kind).contains(Finding.Kind.ENTRY_MISSING);
    }

    @Test
    void missingTilesAreNamed() {
        ledger.jdbc()
                .sql("delete from log_tile where level = 1 and tile_index = 0")
                .update();
        assertThat(check().findings())
                .isNotEmpty()
                .allMatch(finding -> finding.kind() == Finding.Kind.TILE_ALTERED)
                .anyMatch(finding -> finding.detail().contains("tile/1/000"));

        ledger.jdbc()
                .sql("delete from log_tile where level = 0 and tile_index = 3")
                .update();
        assertThat(check().findings()).anySatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.ENTRY_MISSING);
            assertThat(finding.leafIndex()).isEqualTo(3 * 256);
            assertThat(finding.detail()).startsWith("a tile from leaf 768 on");
        });
    }

    private LogCheck.Result check() {
        return ledger.get(LogCheck.class).run();
    }
}
