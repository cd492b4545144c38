package io.govshare.ledger.receipt;

import io.govshare.ledger.LedgerProblem;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.InclusionProof;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptBundle;
import io.govshare.starter.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Member by member what a bundle of receipts (v1) calls so, with the entry in the place of its statement.
 *
 * @param receipts in the order in which the entries were asked for
 * @param pending entries that no confirmed anchor covers yet
 */
record EvidenceBundle(List<Shared> anchors, List<String> nodes, List<Part> receipts, List<String> pending) {

    /** What all receipts of one checkpoint have in common. */
    record Shared(String checkpoint, Evidence.Anchored anchor) {

        private long length() {
            return checkpoint.length()
                    + anchor.block().header().length()
                    + length(anchor.accountProof())
                    + length(anchor.storageProof())
                    + length(anchor.validatorChanges());
        }

        private static long length(List<String> texts) {
            return texts.stream().mapToLong(String::length).sum();
        }
    }

    /**
     * @param anchor place in the list of anchors
     * @param path places in the list of nodes
     */
    record Part(String entry, int anchor, long leafIndex, List<Integer> path) {}

    static final class Builder {
        private final List<Shared> anchors = new ArrayList<>();
        private final Map<Hash, Integer> nodes = new LinkedHashMap<>();
        private final Map<Hash, Part> parts = new LinkedHashMap<>();
        private long changes;
        private long length;

        /** @throws ProblemException when a verifier would refuse a bundle with all of these anchors */
        void anchor(Shared shared) {
            changes += shared.anchor().validatorChanges().size();
            length += shared.length();
            if (changes > ReceiptBundle.MAX_CHANGES || length > Receipt.MAX_BYTES) {
                throw new ProblemException(
                        LedgerProblem.TOO_LARGE,
                        "The entries are under too many anchors for one bundle; ask for fewer entries at a time");
            }
            anchors.add(shared);
        }

        /** An entry under the anchor that was added last. */
        void entry(Hash entry, InclusionProof proof) {
            List<Integer> path = proof.path().stream()
                    .map(node -> nodes.computeIfAbsent(node, _ -> nodes.size()))
                    .toList();
            parts.put(entry, new Part(entry.base64Url(), anchors.size() - 1, proof.leafIndex(), path));
        }

        EvidenceBundle build(List<Hash> asked) {
            List<Part> receipts = new ArrayList<>();
            List<String> pending = new ArrayList<>();
            for (Hash entry : asked) {
                Part part = parts.get(entry);
                if (part == null) {
                    pending.add(entry.base64Url());
                } else {
                    receipts.add(part);
                }
            }
            return new EvidenceBundle(
                    anchors, nodes.keySet().stream().map(Hash::base64).toList(), receipts, pending);
        }
    }
}
