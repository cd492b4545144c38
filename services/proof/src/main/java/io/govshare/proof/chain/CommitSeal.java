package io.govshare.proof.chain;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.merkle.Hash;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/**
 * A validator's secp256k1 signature: r and s of 32 bytes, and one byte, 0 or 1, that tells which of two points r means.
 * Both values of s are valid, so a seal has two forms; count signers, never seals.
 */
final class CommitSeal {
    private static final int BYTES = 65;
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final BigInteger ORDER = CURVE.getN();

    private final BigInteger r;
    private final BigInteger s;
    private final int parity;

    private CommitSeal(BigInteger r, BigInteger s, int parity) {
        this.r = r;
        this.s = s;
        this.parity = parity;
    }

    static CommitSeal parse(Rlp item) {
        if (!(item instanceof Rlp.Text text) || text.length() != BYTES) {
            throw new ProofFormatException("a commit seal has " + BYTES + " bytes");
        }
        byte[] bytes = text.bytes();
        int parity = bytes[64];
        if (parity != 0 && parity != 1) {
            throw new ProofFormatException("a commit seal ends with 0 or 1");
        }
        return new CommitSeal(
                new BigInteger(1, Arrays.copyOf(bytes, 32)),
                new BigInteger(1, Arrays.copyOfRange(bytes, 32, 64)),
                parity);
    }

    /** The address whose key made this seal over the hash; empty when no key can have. */
    Optional<Address> signer(Hash hash) {
        if (!inRange(r) || !inRange(s)) {
            return Optional.empty();
        }
        byte[] compressed = new byte[33];
        compressed[0] = (byte) (2 + parity);
        byte[] x = r.toByteArray();
        int length = Math.min(x.length, 32);
        System.arraycopy(x, x.length - length, compressed, 33 - length, length);
        ECPoint point;
        try {
            point = CURVE.getCurve().decodePoint(compressed);
        } catch (IllegalArgumentException notOnCurve) {
            return Optional.empty();
        }
        // SEC 1 §4.1.6: Q = r⁻¹(sR − eG)
        BigInteger e = new BigInteger(1, hash.bytes());
        BigInteger inverse = r.modInverse(ORDER);
        BigInteger u1 = inverse.multiply(ORDER.subtract(e.mod(ORDER))).mod(ORDER);
        BigInteger u2 = inverse.multiply(s).mod(ORDER);
        ECPoint key =
                ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), u1, point, u2).normalize();
        if (key.isInfinity()) {
            return Optional.empty();
        }
        byte[] uncompressed = key.getEncoded(false);
        byte[] hashed = Keccak.hash(Arrays.copyOfRange(uncompressed, 1, uncompressed.length))
                .bytes();
        return Optional.of(Address.of(Arrays.copyOfRange(hashed, Hash.BYTES - Address.BYTES, Hash.BYTES)));
    }

    private static boolean inRange(BigInteger value) {
        return value.signum() > 0 && value.compareTo(ORDER) < 0;
    }
}
