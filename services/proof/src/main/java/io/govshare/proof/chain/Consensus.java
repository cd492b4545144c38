package io.govshare.proof.chain;

import io.govshare.proof.ProofFormatException;

/// By which rules a chain's blocks are hashed and sealed. The trust file says so; a header never does.
public enum Consensus {
    /// Besu QBFT in block-header validator mode: the real thing.
    QBFT,
    /// A single node without validators, for trying things out. Its blocks prove nothing to anybody else.
    DEVELOPMENT;

    public static Consensus parse(String name) {
        return switch (name) {
            case "qbft" -> QBFT;
            case "development" -> DEVELOPMENT;
            default -> throw new ProofFormatException("consensus is 'qbft' or 'development'");
        };
    }
}
