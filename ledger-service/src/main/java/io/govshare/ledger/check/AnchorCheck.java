package io.govshare.ledger.check;

import io.govshare.ledger.anchor.Anchor;
import io.govshare.ledger.anchor.AnchorProofs;
import io.govshare.ledger.anchor.AnchoredRoots;
import io.govshare.ledger.anchor.Anchors;
import io.govshare.ledger.anchor.Registries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Goes through the confirmed anchors by size: does the evidence stored with each, which receipts are made of, prove its
 * root; and, of some of them, does the contract hold that root now.
 */
@Component
class AnchorCheck {

    /**
     * So many anchors are compared with the contract, evenly spread, the oldest one and besides the newest one among
     * them: each costs two requests to a node that serves anchoring, too.
     */
    private static final int COMPARED = 100;

    private final Anchors anchors;
    private final AnchoredRoots chain;
    private final AnchorProofs proofs;
    private final Registries registries;

    AnchorCheck(Anchors anchors, AnchoredRoots chain, AnchorProofs proofs, Registries registries) {
        this.anchors = anchors;
        this.chain = chain;
        this.proofs = proofs;
        this.registries = registries;
    }

    /** @param asked whether the chain answered for every anchor that was to be compared, and there was one */
    record Result(boolean asked, List<Finding> findings) {}

    Result run() {
        List<Finding> findings = new ArrayList<>();
        boolean isRegistered = registries.find().isPresent();
        boolean asked = false;
        boolean answers = true;
        long every = Math.max(1, Math.ceilDiv(anchors.confirmedCount(), COMPARED));
        long newest = anchors.confirmedSize();
        long ordinal = 0;
        Optional<Anchor.Confirmed> next = anchors.firstCovering(0);
        while (next.isPresent() && isRegistered && findings.size() < LogCheck.MAX_FINDINGS) {
            Anchor.Confirmed anchor = next.get();
            proofs.defect(anchor)
                    .ifPresent(defect ->
                            findings.add(new Finding(Finding.Kind.ANCHOR_ALTERED, null, anchor.size(), defect)));
            if (answers && (ordinal % every == 0 || anchor.size() == newest)) {
                AnchoredRoots.Answer answer = chain.compare(anchor);
                asked = answer.asked();
                answers = answer.asked();
                if (answer.difference() != null) {
                    findings.add(new Finding(Finding.Kind.CHAIN_DISAGREES, null, anchor.size(), answer.difference()));
                }
            }
            ordinal++;
            next = anchors.firstCovering(anchor.size());
        }
        return new Result(asked, findings);
    }
}
