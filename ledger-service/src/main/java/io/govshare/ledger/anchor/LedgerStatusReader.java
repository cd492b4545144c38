package io.govshare.ledger.anchor;

import io.govshare.chain.ChainHead;
import io.govshare.chain.Endpoints;
import io.govshare.ledger.log.Checkpoints;
import io.govshare.ledger.log.Leaves;
import io.govshare.ledger.log.LogHeads;
import io.govshare.ledger.log.LogIdentity;
import io.govshare.ledger.log.SignedCheckpoint;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the status together from rows and from what was last seen of the chain; never asks the chain itself. */
@Component
class LedgerStatusReader {

    private final LogIdentity identity;
    private final LogHeads heads;
    private final Leaves leaves;
    private final Checkpoints checkpoints;
    private final Anchors anchors;
    private final Registries registries;
    private final ChainView view;
    private final ValidatorHistory validators;
    private final Endpoints endpoints;

    LedgerStatusReader(
            LogIdentity identity,
            LogHeads heads,
            Leaves leaves,
            Checkpoints checkpoints,
            Anchors anchors,
            Registries registries,
            ChainView view,
            ValidatorHistory validators,
            Endpoints endpoints) {
        this.identity = identity;
        this.heads = heads;
        this.leaves = leaves;
        this.checkpoints = checkpoints;
        this.anchors = anchors;
        this.registries = registries;
        this.view = view;
        this.validators = validators;
        this.endpoints = endpoints;
    }

    LedgerStatus read() {
        // From the latest stage to the earliest: what is read later can only be further on, so no figure is negative.
        long anchored = anchors.confirmedSize();
        Optional<SignedCheckpoint> checkpoint = checkpoints.newest();
        long size = heads.current().size();
        Instant waitingSince = size > anchored ? leaves.appendedAt(anchored).orElse(null) : null;
        ChainView.Seen seen = view.seen();
        return new LedgerStatus(
                identity.origin(),
                size,
                checkpoint.map(SignedCheckpoint::size).orElse(0L),
                checkpoint.map(SignedCheckpoint::signedAt).orElse(null),
                anchored,
                size - anchored,
                waitingSince,
                registries.find().map(LedgerStatus.Place::of).orElse(null),
                block(seen.head(), seen.at()),
                inForce(seen.head()).map(LedgerStatus.Validators::of).orElse(null),
                seen.problem(waitingSince),
                endpoints.statuses());
    }

    /** Of the newest block that was seen: a set may be configured, or known, for blocks that are still to come. */
    private Optional<ValidatorHistory.InForce> inForce(@Nullable ChainHead head) {
        return head == null ? validators.newest() : validators.at(head.number());
    }

    private static LedgerStatus.@Nullable Block block(@Nullable ChainHead head, @Nullable Instant seenAt) {
        return head == null || seenAt == null
                ? null
                : new LedgerStatus.Block(head.number(), head.hash(), head.time(), seenAt);
    }
}
