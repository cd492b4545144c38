package io.govshare.verifier.fsck;

/**
 * Something that is not what it must be.
 *
 * @param where entry, tile or size concerned
 * @param expected what signed or anchored roots, or the entries, demand
 */
record Difference(Kind kind, String where, String expected, String found) {

    enum Kind {
        /** An entry is not the one that the log was signed with. */
        ENTRY,
        /** A tile does not hold the hashes of the entries. */
        TILE,
        /** The signed head is not one of this log, or not that of its entries. */
        CHECKPOINT,
        /** The contract holds another root than the entries lead to. */
        ANCHOR,
        /** The ledger itself finds that its rows were altered. */
        DATABASE
    }

    String text() {
        return kind + " " + where + ": expected " + expected + ", found " + found;
    }
}
