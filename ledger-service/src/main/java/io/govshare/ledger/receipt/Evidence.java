package io.govshare.ledger.receipt;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.govshare.ledger.anchor.Anchor;
import io.govshare.ledger.anchor.Registry;
import io.govshare.ledger.log.SignedCheckpoint;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.InclusionProof;
import java.util.List;

/** Member by member what receipt v1 calls so. */
record Evidence(Inclusion inclusion, String checkpoint, Anchored anchor) {

    static Evidence of(InclusionProof proof, SignedCheckpoint checkpoint, Anchored anchor) {
        return new Evidence(
                new Inclusion(
                        proof.leafIndex(),
                        proof.treeSize(),
                        proof.path().stream().map(Hash::base64).toList()),
                checkpoint.note(),
                anchor);
    }

    record Inclusion(long leafIndex, long treeSize, List<String> path) {}

    /** @param validatorChanges absent while the validators are those that were trusted first */
    record Anchored(
            long chainId,
            String contract,
            String logId,
            long size,
            Block block,
            List<String> accountProof,
            List<String> storageProof,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> validatorChanges) {

        static Anchored of(Anchor.Confirmed anchor, Registry registry, List<String> validatorChanges) {
            return new Anchored(
                    registry.chainId(),
                    registry.contract(),
                    registry.logId(),
                    anchor.size(),
                    new Block(anchor.blockNumber(), anchor.blockHash(), anchor.header()),
                    anchor.accountProof(),
                    anchor.storageProof(),
                    validatorChanges);
        }
    }

    record Block(long number, String hash, String header) {}
}
