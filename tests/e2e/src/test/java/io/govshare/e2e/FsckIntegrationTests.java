package io.govshare.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.e2e.Launcher.Result;
import io.govshare.stack.Component;
import io.govshare.stack.client.Operator;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The log of the running stack is checked from the command line, as it is and with entries altered in its database. */
class FsckIntegrationTests {

    private final World world = World.world();
    private final Operator publisher = world.operator("legal-admin");

    @TempDir
    private Path folder;

    @Test
    void theFirstOfTheAlteredEntriesIsNamed() throws Exception {
        UUID dataset = world.dataset("legal", "open");
        long first = leafOfANewRecord(dataset);
        long second = leafOfANewRecord(dataset);
        assertThat(first).isLessThan(second);
        assertThatNothingDiffers(world, folder);

        flip(first, second);
        try {
            Result altered = fsck(world, folder);
            assertThat(altered.status()).as(altered.output()).isEqualTo(1);
            assertThat(altered.output())
                    .contains("FIRST DIFFERENCE: ENTRY entry " + first + ": expected leaf hash ")
                    .contains("also: DATABASE ENTRY_ALTERED at entry " + first)
                    .contains("also: DATABASE ENTRY_ALTERED at entry " + second);
        } finally {
            flip(first, second);
        }
        assertThatNothingDiffers(world, folder);
    }

    /** The log's own head, entries, tiles, anchors and rows, all of them. */
    static void assertThatNothingDiffers(World world, Path folder) throws Exception {
        Result clean = fsck(world, folder);
        assertThat(clean.status()).as(clean.output()).isZero();
        assertThat(clean.output())
                .contains("entries and ", " hold", "no row differs")
                .endsWith("CLEAN: nothing differs\n");
    }

    private static Result fsck(World world, Path folder) throws Exception {
        return Launcher.here(folder)
                .run("./govshare fsck --state '" + world.stack().options().state() + "'");
    }

    private long leafOfANewRecord(UUID dataset) {
        UUID record = UUID.fromString(publisher
                .publishes(dataset, Map.of("name", "in the log"))
                .expect(201)
                .json()
                .path("record")
                .asString());
        return JsonMapper.shared()
                .readTree(world.receipt(publisher, record))
                .path("inclusion")
                .path("leafIndex")
                .asLong();
    }

    /** Alters a byte of each of these entries; the second time, undoes that. */
    private void flip(long... leaves) throws SQLException {
        try (Connection ledger = world.stack().database(Component.LEDGER);
                PreparedStatement flip = ledger.prepareStatement(
                        "update log_leaf set entry = set_byte(entry, 5, 255 - get_byte(entry, 5)) where leaf_index = ?")) {
            for (long leaf : leaves) {
                flip.setLong(1, leaf);
                assertThat(flip.executeUpdate()).isOne();
            }
        }
    }
}
