package io.govshare.proof.chain;

import io.govshare.proof.ProofFormatException;
import java.util.Locale;

/**
 * By which rules a chain's blocks are hashed, and what a block is worth as evidence. Configuration and trust file say
 * so; a header never does.
 */
public enum Consensus {
    /**
     * Besu's QBFT in block-header validator mode: the hash leaves out round and seals, and a quorum of validators signs
     * each block.
     */
    QBFT,
    /**
     * One node that mines alone, for trying things out. Its blocks carry nobody's seals and prove nothing to others.
     */
    DEVELOPMENT;

    /** @param name {@code qbft} or {@code development}, as in trust files */
    public static Consensus parse(String name) {
        return switch (name) {
            case "qbft" -> QBFT;
            case "development" -> DEVELOPMENT;
            default -> throw new ProofFormatException("consensus is 'qbft' or 'development'");
        };
    }

    /** As it is written in trust files. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
