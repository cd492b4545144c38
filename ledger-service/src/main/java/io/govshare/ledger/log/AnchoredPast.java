package io.govshare.ledger.log;

/** What the chain holds of the log from earlier. */
@FunctionalInterface
public interface AnchoredPast {

    /**
     * Whether nothing that was anchored contradicts the log. A database that was put back from an old backup would
     * otherwise sign other checkpoints of sizes that it signed before, under the same key.
     */
    boolean isThisLogs();
}
