package io.govshare.chain;

import java.util.Locale;

/// By whose rules a header's hash is computed and what a block is worth as evidence.
public enum Consensus {
    /// One node that mines alone. It stands in for RPC and contracts; its blocks carry nobody's seals.
    DEVELOPMENT,
    /// Besu's QBFT: the hash leaves out round and seals, and a quorum of validators signs each block.
    QBFT;

    /// @param name `development` or `qbft`, as in the configuration and in trust files
    public static Consensus named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "development" -> DEVELOPMENT;
            case "qbft" -> QBFT;
            default -> throw new IllegalArgumentException("consensus is development or qbft, not " + name);
        };
    }

    /// The same in the words of the verifier, which computes the hash.
    io.govshare.proof.chain.Consensus rules() {
        return switch (this) {
            case DEVELOPMENT -> io.govshare.proof.chain.Consensus.DEVELOPMENT;
            case QBFT -> io.govshare.proof.chain.Consensus.QBFT;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
