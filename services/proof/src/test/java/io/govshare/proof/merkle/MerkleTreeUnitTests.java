package io.govshare.proof.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.Resources;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeUnitTests {
    @Test
    void referenceTreeHasTheHashesAndRootsOfRfc6962() {
        Frontier frontier = Frontier.empty();
        assertThat(frontier.root().hex()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (String[] row : Resources.rows("/vectors/merkle-reference-tree.csv")) {
            Hash leaf = MerkleHash.leaf(HexFormat.of().parseHex(row[0]));
            assertThat(leaf.hex()).isEqualTo(row[1]);
            frontier.append(leaf);
            assertThat(frontier.root().hex())
                    .as("root at size %d", frontier.size())
                    .isEqualTo(row[2]);
        }
        assertThat(frontier.size()).isEqualTo(8);
    }

    @Test
    void frontierAgreesWithTheDefinitionAtEverySize() {
        MerkleTree tree = new MerkleTree();
        MerkleTree whole = MerkleTree.of(300);
        for (int size = 0; size < 300; size++) {
            assertThat(tree.frontier().root()).isEqualTo(whole.root(size));
            assertThat(ProofPaths.root(size, tree)).isEqualTo(whole.root(size));
            assertThat(Frontier.read(size, tree).roots())
                    .isEqualTo(tree.frontier().roots());
            tree.append(whole.leaf(size));
        }
    }

    @Test
    void frontierGoesOnWhereItWasStored() {
        MerkleTree tree = MerkleTree.of(77);
        Frontier resumed = Frontier.of(77, tree.frontier().roots());
        Hash next = MerkleHash.leaf(new byte[] {1, 2, 3});
        resumed.append(next);
        tree.append(next);
        assertThat(resumed.root()).isEqualTo(tree.root(78));
        assertThatThrownBy(() -> Frontier.of(77, List.of(next))).isInstanceOf(ProofFormatException.class);
    }

    @Test
    void copyOfAFrontierGrowsByItself() {
        Frontier frontier = MerkleTree.of(5).frontier();
        Hash before = frontier.root();
        frontier.copy().append(MerkleHash.leaf(new byte[1]));
        assertThat(frontier.root()).isEqualTo(before);
        assertThat(frontier.size()).isEqualTo(5);
    }

    @Test
    void entryIsHashedAsLeafOfItsThirtyTwoBytes() {
        Hash entry = Sha256.hash(new byte[] {42});
        assertThat(MerkleHash.leaf(entry)).isEqualTo(MerkleHash.leaf(entry.bytes()));
    }

    @Test
    void hashHasOneSpellingInEachForm() {
        Hash hash = Sha256.hash(new byte[0]);
        assertThat(Hash.fromHex("0x" + hash.hex())).isEqualTo(hash);
        assertThat(Hash.fromBase64(hash.base64())).isEqualTo(hash).hasSameHashCodeAs(hash);
        assertThat(Hash.fromBase64Url(hash.base64Url())).isEqualTo(hash);
        String looseBits = hash.base64().replace("FU=", "FV=");
        assertThat(looseBits).isNotEqualTo(hash.base64());
        for (String bad : List.of(looseBits, hash.base64().replace("=", ""), hash.base64() + "\n", "", "AAAA", "é")) {
            assertThatThrownBy(() -> Hash.fromBase64(bad)).as(bad).isInstanceOf(ProofFormatException.class);
        }
        assertThatThrownBy(() -> Hash.of(new byte[31])).hasMessage("a hash has 32 bytes, not 31");
        assertThatThrownBy(() -> Hash.fromHex("0xzz")).isInstanceOf(ProofFormatException.class);
    }
}
