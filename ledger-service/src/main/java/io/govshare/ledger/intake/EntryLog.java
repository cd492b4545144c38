package io.govshare.ledger.intake;

import io.govshare.proof.merkle.Hash;
import java.util.List;

/**
 * Where entries go. Appending takes part in the caller's transaction and fails without one; nothing is visible before
 * that commits. Callers of one log wait for each other until then, so the order of leaves is the order of commits.
 */
public interface EntryLog {

    /**
     * Appends the entries in the given order. An entry that the log holds already, or that was given twice, keeps its
     * first place.
     */
    Appended append(List<Hash> entries);

    /**
     * @param size size of the log afterwards
     * @param added how many leaves are new
     * @param repeated how many entries were in the log before, or twice in the call
     */
    record Appended(long size, int added, int repeated) {}
}
