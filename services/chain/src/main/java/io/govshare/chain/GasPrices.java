package io.govshare.chain;

import java.util.OptionalLong;

/**
 * What a transaction offers for gas, in wei.
 *
 * @param highest never more than this; 0 on a chain where gas is free, and then every transaction offers nothing
 */
public record GasPrices(long highest) {
    /** Nodes replace a waiting transaction by one that offers a tenth more, and by no other. */
    private static final long TENTH = 10;

    public GasPrices {
        if (highest < 0) {
            throw new IllegalArgumentException("a gas price of " + highest);
        }
    }

    public static GasPrices free() {
        return new GasPrices(0);
    }

    public boolean isFree() {
        return highest == 0;
    }

    /** @param asked what the node asks for now */
    public long offer(long asked) {
        return Math.min(asked, highest);
    }

    /** The price with which a transaction is replaced that waits for this one; empty when that is more than allowed. */
    public OptionalLong raise(long offered, long asked) {
        long least = offered + Math.max(1, Math.ceilDiv(offered, TENTH));
        return least > highest ? OptionalLong.empty() : OptionalLong.of(Math.min(highest, Math.max(least, asked)));
    }
}
