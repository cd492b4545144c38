package io.govshare.catalog.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * AES-256-GCM for files, in segments of 64 KiB, so that neither writing nor reading needs more memory than one. The key
 * is derived from the record's and used for this file only; the nonce is the segment's number and whether it is the last,
 * so that segments cannot be moved, dropped or cut off.
 */
final class FileCipher {

    static final int SEGMENT = 1 << 16;
    private static final byte[] PURPOSE = "govshare-file-v1".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY = 32;

    private FileCipher() {}

    /** Encrypts all of {@code in}; returns its length. */
    static long encrypt(InputStream in, OutputStream out, SecretKey recordKey, UUID record, int version)
            throws IOException {
        SecretKey key = fileKey(recordKey);
        byte[] segment = in.readNBytes(SEGMENT);
        long total = 0;
        int number = 0;
        while (true) {
            byte[] next = segment.length < SEGMENT ? new byte[0] : in.readNBytes(SEGMENT);
            total += segment.length;
            out.write(apply(Cipher.ENCRYPT_MODE, segment, key, number++, next.length == 0, record, version));
            if (next.length == 0) {
                return total;
            }
            segment = next;
        }
    }

    /** @throws AlteredFileException when the file is not, to the last byte, what was written */
    static void decrypt(InputStream in, OutputStream out, SecretKey recordKey, UUID record, int version)
            throws IOException {
        SecretKey key = fileKey(recordKey);
        int stored = SEGMENT + RecordCipher.TAG;
        byte[] segment = in.readNBytes(stored);
        int number = 0;
        while (true) {
            byte[] next = segment.length < stored ? new byte[0] : in.readNBytes(stored);
            out.write(apply(Cipher.DECRYPT_MODE, segment, key, number++, next.length == 0, record, version));
            if (next.length == 0) {
                return;
            }
            segment = next;
        }
    }

    private static byte[] apply(
            int mode, byte[] segment, SecretKey key, int number, boolean last, UUID record, int version)
            throws AlteredFileException {
        try {
            byte[] nonce = ByteBuffer.allocate(RecordCipher.NONCE)
                    .putInt(number)
                    .put((byte) (last ? 1 : 0))
                    .array();
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(RecordCipher.TAG * 8, nonce));
            cipher.updateAAD(RecordCipher.context(record, version));
            return cipher.doFinal(segment);
        } catch (AEADBadTagException e) {
            throw new AlteredFileException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed", e);
        }
    }

    private static SecretKey fileKey(SecretKey recordKey) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract().addIKM(recordKey).thenExpand(PURPOSE, KEY));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF failed", e);
        }
    }
}
