package io.govshare.proof.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleProofUnitTests {
    private static final int SIZE = 70;
    private static final MerkleTree TREE = MerkleTree.of(SIZE);

    @Test
    void everyLeafOfEveryTreeIsProvenAtItsOwnIndexAndSizeOnly() {
        for (int size = 1; size <= SIZE; size++) {
            Hash root = TREE.root(size);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = ProofPaths.inclusion(index, size, TREE);
                assertThat(proof.verify(TREE.leaf(index), root)).isTrue();
                for (int other = 0; other <= size; other++) {
                    boolean claimed = new InclusionProof(other, size, proof.path()).verify(TREE.leaf(index), root);
                    assertThat(claimed)
                            .as("%d of %d claimed for %d", index, size, other)
                            .isEqualTo(other == index);
                }
            }
        }
    }

    @Test
    void proofOfATwoLeafTreeIsNotAcceptedForSizeFour() {
        Hash root = TREE.root(2);
        List<Hash> path = ProofPaths.inclusion(1, 2, TREE).path();
        assertThat(new InclusionProof(1, 2, path).defect(TREE.leaf(1), root)).isEmpty();
        assertThat(new InclusionProof(1, 4, path).defect(TREE.leaf(1), root)).contains("the path ends below the root");
        assertThat(new InclusionProof(3, 4, path).defect(TREE.leaf(1), root)).contains("the path ends below the root");
    }

    @Test
    void indexOutsideTheTreeIsNotAccepted() {
        List<Hash> path = ProofPaths.inclusion(0, 2, TREE).path();
        for (long index : new long[] {2, 4, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(new InclusionProof(index, 2, path).defect(TREE.leaf(0), TREE.root(2)))
                    .contains("leaf index " + index + " lies outside a tree of size 2");
        }
        assertThat(new InclusionProof(0, 0, List.of()).verify(TREE.leaf(0), MerkleHash.EMPTY_ROOT))
                .isFalse();
        assertThat(new InclusionProof(-5, -4, List.of()).verify(TREE.leaf(0), TREE.leaf(0)))
                .isFalse();
    }

    @Test
    void pathMustBeUsedUp() {
        InclusionProof proof = ProofPaths.inclusion(5, 9, TREE);
        List<Hash> longer = new ArrayList<>(proof.path());
        longer.add(TREE.leaf(0));
        assertThat(new InclusionProof(5, 9, longer).defect(TREE.leaf(5), TREE.root(9)))
                .contains("the path is longer than the tree is high");
        assertThat(new InclusionProof(0, 1, List.of(TREE.leaf(1))).verify(TREE.leaf(0), TREE.leaf(0)))
                .isFalse();
    }

    @Test
    void innerNodeIsNoLeaf() {
        Hash node = TREE.node(1, 0);
        InclusionProof proof = new InclusionProof(0, 2, List.of(TREE.node(1, 1)));
        assertThat(proof.verify(node, TREE.root(4)))
                .as("a tree of hashes hashes the same way")
                .isTrue();
        assertThat(proof.verify(MerkleHash.leaf(node), TREE.root(4))).isFalse();
    }

    @Test
    void everyPairOfSizesIsConsistentAndNoHashMayChange() {
        for (int to = 1; to <= SIZE; to++) {
            for (int from = 1; from <= to; from++) {
                ConsistencyProof proof = ProofPaths.consistency(from, to, TREE);
                assertThat(proof.defect(TREE.root(from), TREE.root(to))).isEmpty();
                assertThat(proof.verify(TREE.root(from - 1), TREE.root(to))).isFalse();
                assertThat(proof.verify(TREE.root(from), TREE.root(to - 1))).isFalse();
                for (int i = 0; i < proof.path().size(); i++) {
                    List<Hash> changed = new ArrayList<>(proof.path());
                    changed.set(i, MerkleHash.EMPTY_ROOT);
                    assertThat(new ConsistencyProof(from, to, changed).verify(TREE.root(from), TREE.root(to)))
                            .isFalse();
                    List<Hash> shorter = new ArrayList<>(proof.path());
                    shorter.remove(i);
                    assertThat(new ConsistencyProof(from, to, shorter).verify(TREE.root(from), TREE.root(to)))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void emptyTreeProvesNothing() {
        assertThat(new ConsistencyProof(0, 5, List.of()).defect(MerkleHash.EMPTY_ROOT, TREE.root(5)))
                .contains("the empty tree is the beginning of every tree: nothing is proven");
        assertThat(ProofPaths.consistency(0, 5, TREE).path()).isEmpty();
        assertThat(new ConsistencyProof(0, 0, List.of()).verify(MerkleHash.EMPTY_ROOT, MerkleHash.EMPTY_ROOT))
                .isTrue();
    }

    @Test
    void shrinkingIsNotConsistent() {
        assertThat(new ConsistencyProof(6, 5, List.of()).defect(TREE.root(6), TREE.root(5)))
                .contains("a tree of size 6 cannot be the beginning of one of size 5");
    }

    @Test
    void proofsAreMadeForLeavesOfTheTreeOnly() {
        assertThatThrownBy(() -> ProofPaths.inclusion(3, 3, TREE)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ProofPaths.inclusion(-1, 3, TREE)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ProofPaths.consistency(4, 3, TREE)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void hugeTreesNeedNoMoreThanSixtyThreeHashes() {
        NodeReader anything = (level, index) -> MerkleHash.EMPTY_ROOT;
        InclusionProof proof = ProofPaths.inclusion(Long.MAX_VALUE - 1, Long.MAX_VALUE, anything);
        assertThat(proof.path()).hasSizeLessThanOrEqualTo(InclusionProof.MAX_PATH);
        assertThat(proof.verify(MerkleHash.EMPTY_ROOT, ProofPaths.root(Long.MAX_VALUE, anything)))
                .isTrue();
        assertThat(ProofPaths.consistency(Long.MAX_VALUE / 3, Long.MAX_VALUE, anything)
                        .path())
                .hasSizeLessThanOrEqualTo(ConsistencyProof.MAX_PATH);
    }
}
