package io.govshare.proof.chain;

import io.govshare.proof.merkle.Hash;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** Keccak-256 as Ethereum has it, which is not SHA3-256: the padding differs. */
public final class Keccak {
    private static final int BITS = 256;

    private Keccak() {}

    public static Hash hash(byte[]... parts) {
        KeccakDigest digest = new KeccakDigest(BITS);
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] hash = new byte[Hash.BYTES];
        digest.doFinal(hash, 0);
        return Hash.of(hash);
    }
}
