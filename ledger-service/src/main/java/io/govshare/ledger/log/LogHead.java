package io.govshare.ledger.log;

import io.govshare.proof.merkle.Frontier;
import io.govshare.proof.merkle.Hash;
import java.util.List;

/**
 * How far the log is committed.
 *
 * @param frontier roots of the complete subtrees, widest first
 */
public record LogHead(long size, Hash root, List<Hash> frontier) {

    public LogHead {
        frontier = List.copyOf(frontier);
    }

    static LogHead of(Frontier frontier) {
        return new LogHead(frontier.size(), frontier.root(), frontier.roots());
    }
}
