package io.govshare.proof.seal;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Signs with a key that the Java platform holds, in memory or in a provider's token.
 *
 * <p>Initialising a {@code Signature} costs a good part of signing a short statement, so used ones are kept for the
 * next caller. A pool rather than thread-locals: with virtual threads every task would begin with an empty
 * thread-local.
 */
public final class JcaSigner implements Signer {
    private static final int POOLED = 32;

    private final String kid;
    private final SealAlgorithm algorithm;
    private final PrivateKey key;
    private final BlockingQueue<Signature> ready = new ArrayBlockingQueue<>(POOLED);

    /** The public key tells the key id and the algorithm. */
    public JcaSigner(PublicKey publicKey, PrivateKey privateKey) {
        this.kid = PublicKeys.thumbprint(publicKey);
        this.algorithm = PublicKeys.algorithm(publicKey);
        this.key = privateKey;
    }

    public JcaSigner(KeyPair keys) {
        this(keys.getPublic(), keys.getPrivate());
    }

    @Override
    public String kid() {
        return kid;
    }

    @Override
    public SealAlgorithm alg() {
        return algorithm;
    }

    @Override
    public byte[] sign(byte[] data) {
        try {
            Signature signature = ready.poll();
            if (signature == null) {
                signature = Signature.getInstance(algorithm.jca());
                signature.initSign(key);
            }
            signature.update(data);
            byte[] signed = signature.sign();
            // Only after success: what failed may be left in any state. A full pool drops it, which costs only time.
            ready.offer(signature);
            return signed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with key " + kid, e);
        }
    }

    @Override
    public String toString() {
        return "JcaSigner[" + algorithm.jose() + ' ' + kid + ']';
    }
}
