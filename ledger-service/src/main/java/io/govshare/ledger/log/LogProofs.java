package io.govshare.ledger.log;

import io.govshare.proof.merkle.ConsistencyProof;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.InclusionProof;
import io.govshare.proof.merkle.ProofPaths;
import java.util.List;
import org.springframework.stereotype.Component;

/** Proofs from the stored tiles. The sizes asked for must not exceed the committed size. */
@Component
public class LogProofs {

    private final TileRows tiles;

    LogProofs(TileRows tiles) {
        this.tiles = tiles;
    }

    public InclusionProof inclusion(long leafIndex, long treeSize) {
        return ProofPaths.inclusion(leafIndex, treeSize, new TileNodes(tiles, treeSize));
    }

    /** Of all leaves given, in their order; each tile is read once. */
    public List<InclusionProof> inclusions(List<Long> leafIndexes, long treeSize) {
        TileNodes nodes = new TileNodes(tiles, treeSize);
        return leafIndexes.stream()
                .map(leafIndex -> ProofPaths.inclusion(leafIndex, treeSize, nodes))
                .toList();
    }

    public ConsistencyProof consistency(long fromSize, long toSize) {
        return ProofPaths.consistency(fromSize, toSize, new TileNodes(tiles, toSize));
    }

    public Hash root(long treeSize) {
        return ProofPaths.root(treeSize, new TileNodes(tiles, treeSize));
    }
}
