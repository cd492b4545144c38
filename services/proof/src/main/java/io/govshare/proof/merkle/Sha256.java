package io.govshare.proof.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 with one digest object per thread: looking the algorithm up costs more than hashing a short statement. */
public final class Sha256 {
    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Sha256::create);

    private Sha256() {}

    public static Hash hash(byte[] data) {
        return Hash.wrap(DIGEST.get().digest(data));
    }

    static MessageDigest digest() {
        return DIGEST.get();
    }

    private static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must support SHA-256", e);
        }
    }
}
