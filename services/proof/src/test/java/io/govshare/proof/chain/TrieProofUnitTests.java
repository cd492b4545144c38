package io.govshare.proof.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.Resources;
import io.govshare.proof.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrieProofUnitTests {
    @Test
    void triesHaveTheRootsOfTheEthereumTests() {
        TestTrie dogs = new TestTrie()
                .put(ascii("doe"), ascii("reindeer"))
                .put(ascii("dog"), ascii("puppy"))
                .put(ascii("dogglesworth"), ascii("cat"));
        assertThat(dogs.root().hex()).isEqualTo("8aad789dff2f538bca5d8ea56e8abe10f4c7ba3a5dea95fea4cd6e7c3a1168d3");
        TestTrie one = new TestTrie().put(ascii("A"), ascii("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
        assertThat(one.root().hex()).isEqualTo("d23786fb4a010da3ce639d66d5e904a11dbc02746d1ce25029e53290cabf28ab");
    }

    @Test
    void recordedProofsOfABesuNetworkHold() {
        String[] block = Resources.rows("/vectors/qbft-headers.csv").stream()
                .filter(row -> row[0].equals("contract"))
                .findFirst()
                .orElseThrow();
        Hash stateRoot = BlockHeader.parse(HexText.parse(block[4])).stateRoot();
        List<String[]> rows = Resources.rows("/vectors/state-proof.csv");
        assertThat(rows).hasSize(2);
        for (String[] row : rows) {
            Hash storageRoot = AnchorRegistryState.storageRoot(stateRoot, Address.parse(row[0]), nodes(row[4]))
                    .orElseThrow();
            Hash slot = Keccak.hash(HexText.parse(row[1]), new byte[32]);
            assertThat(slot).isEqualTo(Hash.fromHex(row[2]));
            var value = TrieProof.value(storageRoot, Keccak.hash(slot.bytes()), nodes(row[5]));
            assertThat(value.map(bytes -> ((Rlp.Text) Rlp.decode(bytes)).toString())
                            .orElse("none"))
                    .isEqualTo(row[3]);
        }
    }

    @Test
    void everyValueOfALargeTrieIsProvenAndEveryOtherKeyIsProvenAbsent() {
        TestTrie trie = new TestTrie();
        for (int i = 0; i < 150; i++) {
            trie.putHashed(key(i), Rlp.encode(Rlp.of(i + 1)));
        }
        for (int i = 0; i < 300; i++) {
            Hash hashed = Keccak.hash(key(i));
            var value = TrieProof.value(trie.root(), hashed, trie.proofHashed(key(i)));
            assertThat(value.isPresent()).isEqualTo(i < 150);
            if (i < 150) {
                assertThat(value.get()).isEqualTo(Rlp.encode(Rlp.of(i + 1)));
            }
        }
    }

    @Test
    void nodesThatAreMissingChangedOrNotNeededAreRefused() {
        TestTrie trie = new TestTrie();
        for (int i = 0; i < 40; i++) {
            trie.putHashed(key(i), Rlp.encode(Rlp.of(new byte[] {1, 2, 3, (byte) i})));
        }
        List<byte[]> proof = trie.proofHashed(key(7));
        Hash key = Keccak.hash(key(7));
        assertThat(proof).hasSizeGreaterThan(1);
        for (int i = 0; i < proof.size(); i++) {
            List<byte[]> shorter = new ArrayList<>(proof);
            shorter.remove(i);
            refused(trie.root(), key, shorter);
            List<byte[]> changed = new ArrayList<>(proof);
            byte[] node = changed.get(i).clone();
            node[node.length - 1] ^= 1;
            changed.set(i, node);
            refused(trie.root(), key, changed);
        }
        List<byte[]> longer = new ArrayList<>(proof);
        longer.add(proof.getFirst());
        refused(trie.root(), key, longer);
        refused(Keccak.hash(new byte[0]), key, proof);
        refused(trie.root(), key, List.of());
        refused(trie.root(), key, Collections.nCopies(TrieProof.MAX_NODES + 1, proof.getFirst()));
    }

    @Test
    void proofOfAnotherKeyProvesNothing() {
        TestTrie trie = new TestTrie();
        for (int i = 0; i < 40; i++) {
            trie.putHashed(key(i), new byte[] {1});
        }
        int proven = 0;
        for (int other = 1; other < 40; other++) {
            try {
                proven += TrieProof.value(trie.root(), Keccak.hash(key(other)), trie.proofHashed(key(0)))
                                .isPresent()
                        ? 1
                        : 0;
            } catch (ProofFormatException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
        assertThat(proven).isZero();
    }

    @Test
    void malformedNodesAreRefused() {
        for (Rlp.Seq node : List.of(
                Rlp.list(),
                Rlp.list(Rlp.of(new byte[] {0x20}), Rlp.of(1), Rlp.of(1)),
                Rlp.list(Rlp.of(new byte[0]), Rlp.of(1)),
                Rlp.list(Rlp.of(new byte[] {0x40}), Rlp.of(1)),
                Rlp.list(Rlp.of(new byte[] {0x01}), Rlp.of(1)),
                Rlp.list(Rlp.of(new byte[] {0x00}), Rlp.list()),
                Rlp.list(Rlp.list(), Rlp.of(1)),
                Rlp.list(Rlp.of(new byte[40]), Rlp.of(1)))) {
            byte[] encoded = Rlp.encode(node);
            refused(Keccak.hash(encoded), Keccak.hash(key(0)), List.of(encoded));
        }
    }

    @Test
    void randomDamageIsRefusedAndNeverLeadsElsewhere() {
        TestTrie trie = new TestTrie();
        for (int i = 0; i < 100; i++) {
            trie.putHashed(key(i), Rlp.encode(Rlp.of(i + 1)));
        }
        Random random = new Random(1009);
        List<byte[]> proof = trie.proofHashed(key(3));
        for (int round = 0; round < 20_000; round++) {
            List<byte[]> damaged = new ArrayList<>(proof);
            int which = random.nextInt(damaged.size());
            byte[] node = Arrays.copyOf(damaged.get(which), damaged.get(which).length - random.nextInt(2));
            node[random.nextInt(node.length)] ^= (byte) (1 << random.nextInt(8));
            damaged.set(which, node);
            refused(trie.root(), Keccak.hash(key(3)), damaged);
        }
    }

    @Test
    void anchorsLieWhereSolidityPutsThem() {
        Hash logId = Keccak.hash(new byte[] {1});
        byte[] size = new byte[32];
        size[31] = (byte) 200;
        Hash inner = Keccak.hash(logId.bytes(), new byte[32]);
        assertThat(AnchorRegistryState.rootSlot(logId, 200)).isEqualTo(Keccak.hash(size, inner.bytes()));
        assertThat(AnchorRegistryState.rootSlot(logId, 201)).isNotEqualTo(AnchorRegistryState.rootSlot(logId, 200));
    }

    private static void refused(Hash root, Hash key, List<byte[]> nodes) {
        assertThatThrownBy(() -> TrieProof.value(root, key, nodes)).isInstanceOf(ProofFormatException.class);
    }

    private static byte[] key(int i) {
        byte[] key = new byte[32];
        key[30] = (byte) (i >> 8);
        key[31] = (byte) i;
        return key;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static List<byte[]> nodes(String hexes) {
        return Arrays.stream(hexes.split(" ")).map(HexText::parse).toList();
    }
}
