package io.govshare.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.proof.log.Tile;
import io.govshare.proof.log.Tiles;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileGrowthUnitTests {

    private static final LogHead EMPTY = new LogHead(0, MerkleHash.EMPTY_ROOT, List.of());

    private final Map<String, byte[]> stored = new HashMap<>();
    private final List<Tile.Hashes> read = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 512, 700, 65_535, 65_536, 65_537})
    void oneBatchGivesTheRootAndTilesOfTheDefinition(int size) {
        LogHead head = grow(EMPTY, Entries.numbered(0, size));

        assertThat(head.size()).isEqualTo(size);
        assertThat(head.root()).isEqualTo(Entries.root(Entries.numbered(0, size)));
        assertTilesAreThoseOf(size);
    }

    @Test
    void anyCutIntoBatchesGivesTheSameTree() {
        Random random = new Random(7);
        for (int run = 0; run < 20; run++) {
            stored.clear();
            LogHead head = EMPTY;
            while (head.size() < 1_500) {
                long from = head.size();
                head = grow(head, Entries.numbered(from, from + 1 + random.nextInt(400)));
                assertThat(head.root()).isEqualTo(Entries.root(Entries.numbered(0, head.size())));
            }
            assertTilesAreThoseOf(head.size());
        }
    }

    @Test
    void aBatchReadsOneTilePerLevelAtMost() {
        LogHead head = grow(EMPTY, Entries.numbered(0, 70_000));
        read.clear();

        grow(head, Entries.numbered(70_000, 70_500));

        assertThat(read).extracting(Tile.Hashes::level).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void aTileThatIsNotOfTheHeadsSizeIsNoticed() {
        LogHead head = grow(EMPTY, Entries.numbered(0, 10));
        stored.put("0/0", new byte[9 * Hash.BYTES]);

        assertThatThrownBy(() -> grow(head, Entries.numbered(10, 11)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("9 hashes");
    }

    private LogHead grow(LogHead head, List<Hash> entries) {
        TileGrowth growth = new TileGrowth(head, tile -> {
            read.add(tile);
            return stored.get(tile.level() + "/" + tile.index());
        });
        entries.forEach(entry -> growth.append(MerkleHash.leaf(entry)));
        growth.tiles().forEach(tile -> stored.put(tile.level() + "/" + tile.index(), tile.hashes()));
        return growth.head();
    }

    private void assertTilesAreThoseOf(long size) {
        List<Tile.Hashes> tiles = Tiles.of(size);
        assertThat(stored).hasSize(tiles.size());
        for (Tile.Hashes tile : tiles) {
            List<Hash> hashes = Tiles.hashes(stored.get(tile.level() + "/" + tile.index()));
            assertThat(hashes).hasSize(tile.width());
            long leaves = 1L << (Tile.HEIGHT * tile.level());
            long first = tile.index() * Tile.WIDTH * leaves;
            // the last hash is the one that a wrong boundary would spoil
            long from = first + (tile.width() - 1) * leaves;
            assertThat(hashes.getLast()).isEqualTo(Entries.root(Entries.numbered(from, from + leaves)));
        }
    }
}
