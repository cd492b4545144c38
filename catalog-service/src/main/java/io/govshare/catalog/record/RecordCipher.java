package io.govshare.catalog.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-256-GCM for a record's content, with a fresh key for each version. Record id and version are authenticated with
 * it: ciphertext moved to another row does not open. Stored form: 12 bytes nonce, ciphertext, 16 bytes tag.
 */
final class RecordCipher {

    static final int NONCE = 12;
    static final int TAG = 16;
    private static final int KEY = 32;
    private static final byte[] PURPOSE = "govshare-record-v1".getBytes(StandardCharsets.US_ASCII);

    private final SecureRandom random = new SecureRandom();

    SecretKey newKey() {
        byte[] key = new byte[KEY];
        random.nextBytes(key);
        return new SecretKeySpec(key, "AES");
    }

    byte[] encrypt(byte[] content, SecretKey key, UUID record, int version) {
        try {
            byte[] nonce = new byte[NONCE];
            random.nextBytes(nonce);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG * 8, nonce));
            cipher.updateAAD(context(record, version));
            byte[] stored = new byte[NONCE + content.length + TAG];
            System.arraycopy(nonce, 0, stored, 0, NONCE);
            cipher.doFinal(content, 0, content.length, stored, NONCE);
            return stored;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed", e);
        }
    }

    /** The content, or null when what is stored was not written for this record, version and key. */
    byte @Nullable [] decrypt(byte[] stored, SecretKey key, UUID record, int version) {
        if (stored.length < NONCE + TAG) {
            return null;
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG * 8, stored, 0, NONCE));
            cipher.updateAAD(context(record, version));
            return cipher.doFinal(stored, NONCE, stored.length - NONCE);
        } catch (AEADBadTagException _) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed", e);
        }
    }

    static byte[] context(UUID record, int version) {
        return ByteBuffer.allocate(PURPOSE.length + 20)
                .put(PURPOSE)
                .putLong(record.getMostSignificantBits())
                .putLong(record.getLeastSignificantBits())
                .putInt(version)
                .array();
    }
}
