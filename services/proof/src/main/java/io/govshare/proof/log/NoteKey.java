package io.govshare.proof.log;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.StrictBase64;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A public key that notes are checked with: a name, the key's 4-byte id, and 32 bytes of Ed25519. Its text form is the
 * verifier key of the note format, {@code <name>+<id in hex>+<base64>}.
 */
public final class NoteKey {
    private static final byte ED25519 = 0x01;
    private static final int KEY_BYTES = 32;
    private static final int MAX_NAME = 255;
    /** What precedes the 32 key bytes in an X.509 SubjectPublicKeyInfo for Ed25519 (RFC 8410 §4). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final int id;
    private final byte[] raw;
    private final PublicKey key;

    private NoteKey(String name, byte[] raw, PublicKey key) {
        this.name = requireName(name);
        this.raw = raw;
        this.key = key;
        this.id = id(name, typed(raw));
    }

    public static NoteKey of(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (!"X.509".equals(key.getFormat())
                || encoded.length != X509_PREFIX.length + KEY_BYTES
                || !Arrays.equals(encoded, 0, X509_PREFIX.length, X509_PREFIX, 0, X509_PREFIX.length)) {
            throw new ProofFormatException("notes are signed with Ed25519 keys only");
        }
        return new NoteKey(name, Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length), key);
    }

    public static NoteKey parse(String text) {
        int first = text.indexOf('+');
        int second = text.indexOf('+', first + 1);
        if (first < 0 || second < 0) {
            throw new ProofFormatException("a verifier key reads name+id+key");
        }
        byte[] typed = StrictBase64.decode(text.substring(second + 1));
        if (typed.length != 1 + KEY_BYTES || typed[0] != ED25519) {
            throw new ProofFormatException("a verifier key is an Ed25519 key of type 1");
        }
        byte[] raw = Arrays.copyOfRange(typed, 1, typed.length);
        NoteKey parsed = new NoteKey(text.substring(0, first), raw, publicKey(raw));
        if (!text.substring(first + 1, second).equals(parsed.hexId())) {
            throw new ProofFormatException("a verifier key's id belongs to its name and key");
        }
        return parsed;
    }

    public String name() {
        return name;
    }

    /** The first four bytes of SHA-256(name, newline, type, key), big-endian. */
    public int id() {
        return id;
    }

    public String text() {
        return name + '+' + hexId() + '+' + StrictBase64.encode(typed(raw));
    }

    boolean verify(byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // The JDK throws instead of answering false when a signature is malformed.
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteKey that && name.equals(that.name) && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return text();
    }

    private String hexId() {
        return HexFormat.of().toHexDigits(id);
    }

    /** The id of a key whose first byte is its type. */
    static int id(String name, byte[] typed) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        input.write('\n');
        input.writeBytes(typed);
        Hash hash = Sha256.hash(input.toByteArray());
        return ByteBuffer.wrap(hash.bytes()).getInt();
    }

    private static byte[] typed(byte[] raw) {
        return ByteBuffer.allocate(1 + raw.length).put(ED25519).put(raw).array();
    }

    private static PublicKey publicKey(byte[] raw) {
        byte[] encoded = ByteBuffer.allocate(X509_PREFIX.length + raw.length)
                .put(X509_PREFIX)
                .put(raw)
                .array();
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new ProofFormatException("not an Ed25519 public key", e);
        }
    }

    static String requireName(String name) {
        boolean bad = name.isEmpty()
                || name.length() > MAX_NAME
                || name.codePoints()
                        .anyMatch(c -> c == '+' || c < 0x20 || Character.isSpaceChar(c) || Character.isWhitespace(c));
        if (bad) {
            throw new ProofFormatException("a key's name is 1 to " + MAX_NAME + " characters without space or plus");
        }
        return name;
    }
}
