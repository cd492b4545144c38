package io.govshare.ledger.receipt;

import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.InclusionProof;
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
    record Shared(String checkpoint, Evidence.Anchored anchor) {}

    /**
     * @param anchor place in the list of anchors
     * @param path places in the list of nodes
     */
    record Part(String entry, int anchor, long leafIndex, List<Integer> path) {}

    static final class Builder {
        private final List<Shared> anchors = new ArrayList<>();
        private final Map<Hash, Integer> nodes = new LinkedHashMap<>();
        private final Map<Hash, Part> parts = new LinkedHashMap<>();

        void anchor(Shared shared) {
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
