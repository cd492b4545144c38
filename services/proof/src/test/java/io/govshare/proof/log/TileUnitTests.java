package io.govshare.proof.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.proof.merkle.MerkleTree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileUnitTests {
    @Test
    void pathsAreThoseOfTheTilesSpecification() {
        assertThat(new Tile.Hashes(0, 1234067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new Tile.Hashes(2, 0, 1).path()).isEqualTo("tile/2/000.p/1");
        assertThat(new Tile.Entries(273, 112).path()).isEqualTo("tile/entries/273.p/112");
        assertThat(new Tile.Entries(1000, 256).path()).isEqualTo("tile/entries/x001/000");
        for (String path : List.of("tile/0/x001/x234/067", "tile/7/000.p/255", "tile/entries/x999/999.p/1")) {
            assertThat(Tile.parse(path).path()).isEqualTo(path);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile/0",
                "tile/00/000",
                "tile/8/000",
                "tile/-1/000",
                "tile/0/0",
                "tile/0/1000",
                "tile/0/x000/000",
                "tile/0/x000/001",
                "tile/0/x1/000",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000.p/999",
                "tile/0/000/",
                "tile/0/000?x",
                "tile/entries/../000",
                "tile/0/x999/x999/x999/x999/x999/x999/999",
                "tile/0/٠٠٠"
            })
    void otherSpellingsAreRefused(String path) {
        assertThatThrownBy(() -> Tile.parse(path)).isInstanceOf(ProofFormatException.class);
    }

    @Test
    void treeOfSeventyThousandHasTheTilesOfTheSpecificationsExample() {
        List<Tile.Hashes> tiles = Tiles.of(70_000);
        assertThat(tiles).hasSize(273 + 1 + 1 + 1 + 1);
        assertThat(tiles.stream().filter(tile -> tile.width() < Tile.WIDTH))
                .containsExactly(new Tile.Hashes(0, 273, 112), new Tile.Hashes(1, 1, 17), new Tile.Hashes(2, 0, 1));
        assertThat(Tiles.of(256)).containsExactly(new Tile.Hashes(0, 0, 256), new Tile.Hashes(1, 0, 1));
        assertThat(Tiles.of(0)).isEmpty();
        assertThat(Tiles.width(0, Long.MAX_VALUE, Long.MAX_VALUE)).isZero();
    }

    @Test
    void everyCompleteNodeComesOutOfItsTile() {
        int size = 600;
        MerkleTree tree = MerkleTree.of(size);
        for (int level = 0; level <= 9; level++) {
            for (long index = 0; (index + 1) << level <= size; index++) {
                Tile.Hashes tile = Tiles.holding(level, index, size);
                List<Hash> hashes = new ArrayList<>();
                for (int i = 0; i < tile.width(); i++) {
                    hashes.add(tree.node(tile.level() * Tile.HEIGHT, tile.index() * Tile.WIDTH + i));
                }
                assertThat(Tiles.node(Tiles.bytes(hashes), level, index)).isEqualTo(tree.node(level, index));
                assertThat(Tiles.hashes(Tiles.bytes(hashes))).isEqualTo(hashes);
            }
        }
    }

    @Test
    void entryBundlesComeBackAsTheyWere() {
        List<Hash> entries = List.of(MerkleHash.EMPTY_ROOT, MerkleHash.leaf(new byte[0]));
        byte[] bundle = Tiles.entryBundle(entries);
        assertThat(Tiles.entries(bundle).stream().map(Hash::of)).isEqualTo(entries);
        assertThatThrownBy(() -> Tiles.entries(new byte[] {0})).isInstanceOf(ProofFormatException.class);
        assertThatThrownBy(() -> Tiles.entries(new byte[] {0, 5, 1})).isInstanceOf(ProofFormatException.class);
        assertThatThrownBy(() -> Tiles.entries(new byte[2 * 257])).isInstanceOf(ProofFormatException.class);
        assertThatThrownBy(() -> Tiles.hashes(new byte[33])).isInstanceOf(ProofFormatException.class);
    }
}
