package io.govshare.ledger.check;

import io.govshare.ledger.anchor.Anchor;
import io.govshare.ledger.anchor.AnchoredRoots;
import io.govshare.ledger.anchor.Anchors;
import io.govshare.ledger.anchor.Registries;
import io.govshare.ledger.anchor.Registry;
import io.govshare.proof.ProofFormatException;
import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.AnchorRegistryState;
import io.govshare.proof.chain.BlockHeader;
import io.govshare.proof.chain.HexText;
import io.govshare.proof.merkle.Hash;
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
    private final Registries registries;

    AnchorCheck(Anchors anchors, AnchoredRoots chain, Registries registries) {
        this.anchors = anchors;
        this.chain = chain;
        this.registries = registries;
    }

    /** @param asked whether the chain answered for every anchor that was to be compared, and there was one */
    record Result(boolean asked, List<Finding> findings) {}

    Result run() {
        List<Finding> findings = new ArrayList<>();
        Optional<Registry> registry = registries.find();
        boolean asked = false;
        boolean answers = true;
        long every = Math.max(1, Math.ceilDiv(anchors.confirmedCount(), COMPARED));
        long newest = anchors.confirmedSize();
        long ordinal = 0;
        Optional<Anchor.Confirmed> next = anchors.firstCovering(0);
        while (next.isPresent() && registry.isPresent() && findings.size() < LogCheck.MAX_FINDINGS) {
            Anchor.Confirmed anchor = next.get();
            defect(anchor, registry.get())
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

    private static Optional<String> defect(Anchor.Confirmed anchor, Registry registry) {
        try {
            BlockHeader header = BlockHeader.parse(HexText.parse(anchor.header()));
            if (header.number() != anchor.blockNumber()) {
                return Optional.of("its header is of block " + header.number() + ", not " + anchor.blockNumber());
            }
            Optional<Hash> proven = AnchorRegistryState.storageRoot(
                            header.stateRoot(), Address.parse(registry.contract()), nodes(anchor.accountProof()))
                    .flatMap(storage -> AnchorRegistryState.anchoredRoot(
                            storage, Hash.fromHex(registry.logId()), anchor.size(), nodes(anchor.storageProof())));
            return proven.filter(anchor.root()::equals).isPresent()
                    ? Optional.empty()
                    : Optional.of("its evidence proves root "
                            + proven.map(Hash::toString).orElse("nothing") + ", the checkpoint has " + anchor.root());
        } catch (ProofFormatException e) {
            return Optional.of("its evidence does not hold: " + e.getMessage());
        }
    }

    private static List<byte[]> nodes(List<String> proof) {
        return proof.stream().map(HexText::parse).toList();
    }
}
