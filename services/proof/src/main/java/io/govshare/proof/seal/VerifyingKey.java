package io.govshare.proof.seal;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.merkle.Sha256;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

/**
 * A public key made ready to verify many seals. Its id is computed once; for P-256 so are the multiples of its point,
 * which the first seal pays for. Where the processor lacks the instructions that the JDK's own provider is written for,
 * that provider takes 8 times as long for a seal, and 15 times without an optimising compiler. Safe for any number of
 * threads; worth keeping for as long as seals by this key are to be expected.
 */
public final class VerifyingKey {
    private static final int HALF = SealAlgorithm.SIGNATURE_BYTES / 2;

    private final String kid;
    private final SealAlgorithm algorithm;
    private final Key key;

    private sealed interface Key {}

    private record P256Key(ECPublicKeyParameters key) implements Key {}

    private record PlatformKey(PublicKey key) implements Key {}

    private VerifyingKey(String kid, SealAlgorithm algorithm, Key key) {
        this.kid = kid;
        this.algorithm = algorithm;
        this.key = key;
    }

    public static VerifyingKey of(PublicKey key) {
        return new VerifyingKey(
                PublicKeys.thumbprint(key),
                PublicKeys.algorithm(key),
                key instanceof ECPublicKey p256 ? p256(p256.getW()) : new PlatformKey(key));
    }

    /** The RFC 7638 thumbprint, base64url. */
    public String kid() {
        return kid;
    }

    public SealAlgorithm algorithm() {
        return algorithm;
    }

    boolean verify(byte[] data, byte[] signature) {
        return switch (key) {
            case P256Key p256 -> es256(p256.key(), data, signature);
            case PlatformKey platform -> platform(platform.key(), data, signature);
        };
    }

    @Override
    public String toString() {
        return "VerifyingKey[" + algorithm.jose() + ' ' + kid + ']';
    }

    private static P256Key p256(ECPoint point) {
        try {
            return new P256Key(new ECPublicKeyParameters(
                    MemorySigner.P256.getCurve().createPoint(point.getAffineX(), point.getAffineY()),
                    MemorySigner.P256));
        } catch (IllegalArgumentException e) {
            throw new ProofFormatException("not a key on P-256", e);
        }
    }

    private static boolean es256(ECPublicKeyParameters key, byte[] data, byte[] signature) {
        if (signature.length != SealAlgorithm.SIGNATURE_BYTES) {
            return false;
        }
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, key);
        return verifier.verifySignature(
                Sha256.hash(data).bytes(),
                new BigInteger(1, signature, 0, HALF),
                new BigInteger(1, signature, HALF, HALF));
    }

    private boolean platform(PublicKey key, byte[] data, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(algorithm.jca());
            verifier.initVerify(key);
            verifier.update(data);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // Malformed values make some providers throw where others answer false.
            return false;
        }
    }
}
