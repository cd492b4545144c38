package io.govshare.ledger.log.witness;

import io.govshare.proof.log.Cosignature;

/** What a witness says about a checkpoint. */
sealed interface WitnessAnswer {

    record Cosigned(Cosignature cosignature) implements WitnessAnswer {}

    /** @param size of the checkpoint that the witness has signed last, which is not the one it was told */
    record Conflict(long size) implements WitnessAnswer {}

    record Refused(String reason) implements WitnessAnswer {}

    record Unreachable(String reason) implements WitnessAnswer {}
}
