package io.govshare.proof.log;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.StrictBase64;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A witness's public key, with which its cosignatures are checked (C2SP tlog-cosignature): Ed25519 or ML-DSA-44. The
 * text form is that of {@link NoteKey}, with type 4 or 6; Ed25519 keys of type 1 are taken too, since witnesses publish
 * theirs that way.
 */
public final class WitnessKey {
    private static final int MAX_NAME = 255;
    private static final byte NOTE_ED25519 = 0x01;
    private static final byte[] SUBTREE_LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);

    private enum Algorithm {
        // RFC 8410 §4
        ED25519(0x04, "Ed25519", "302a300506032b6570032100", 32, 64),
        // RFC 9881 §4
        ML_DSA_44(0x06, "ML-DSA-44", "30820532300b06096086480165030403110382052100", 1312, 2420);

        private final byte type;
        private final String jcaName;
        /** What precedes the key in an X.509 SubjectPublicKeyInfo, in hex. */
        private final String prefix;

        private final int keyBytes;
        private final int signatureBytes;

        Algorithm(int type, String jcaName, String prefix, int keyBytes, int signatureBytes) {
            this.type = (byte) type;
            this.jcaName = jcaName;
            this.prefix = prefix;
            this.keyBytes = keyBytes;
            this.signatureBytes = signatureBytes;
        }

        static Algorithm of(byte type) {
            return switch (type) {
                case NOTE_ED25519, 0x04 -> ED25519;
                case 0x06 -> ML_DSA_44;
                default -> throw new ProofFormatException("a witness's key is of type 4 or 6");
            };
        }

        PublicKey key(byte[] raw) {
            if (raw.length != keyBytes) {
                throw new ProofFormatException("a key for " + jcaName + " has " + keyBytes + " bytes");
            }
            byte[] before = HexFormat.of().parseHex(prefix);
            byte[] encoded = ByteBuffer.allocate(before.length + raw.length)
                    .put(before)
                    .put(raw)
                    .array();
            try {
                return KeyFactory.getInstance(jcaName).generatePublic(new X509EncodedKeySpec(encoded));
            } catch (GeneralSecurityException e) {
                throw new ProofFormatException("not a public key for " + jcaName, e);
            }
        }
    }

    private final String name;
    private final Algorithm algorithm;
    private final byte[] typed;
    private final PublicKey key;

    private WitnessKey(String name, Algorithm algorithm, byte[] raw) {
        this.name = NoteKey.requireName(name);
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME) {
            throw new ProofFormatException("a witness's name has at most " + MAX_NAME + " bytes");
        }
        this.algorithm = algorithm;
        this.key = algorithm.key(raw);
        this.typed =
                ByteBuffer.allocate(1 + raw.length).put(algorithm.type).put(raw).array();
    }

    public static WitnessKey parse(String text) {
        int first = text.indexOf('+');
        int second = text.indexOf('+', first + 1);
        if (first < 0 || second < 0) {
            throw new ProofFormatException("a verifier key reads name+id+key");
        }
        byte[] given = StrictBase64.decode(text.substring(second + 1));
        if (given.length == 0) {
            throw new ProofFormatException("a verifier key begins with its type");
        }
        String name = text.substring(0, first);
        WitnessKey parsed = new WitnessKey(name, Algorithm.of(given[0]), Arrays.copyOfRange(given, 1, given.length));
        if (!text.substring(first + 1, second).equals(HexFormat.of().toHexDigits(NoteKey.id(name, given)))) {
            throw new ProofFormatException("a verifier key's id belongs to its name and key");
        }
        return parsed;
    }

    public String name() {
        return name;
    }

    /** The first four bytes of SHA-256(name, newline, type, key), big-endian. */
    public int id() {
        return NoteKey.id(name, typed);
    }

    public String text() {
        return name + '+' + HexFormat.of().toHexDigits(id()) + '+' + StrictBase64.encode(typed);
    }

    /** The time of a cosignature of the checkpoint's text, when it holds. */
    Optional<Instant> cosigned(String text, byte[] timestamped) {
        if (timestamped.length != Long.BYTES + algorithm.signatureBytes) {
            return Optional.empty();
        }
        long seconds = ByteBuffer.wrap(timestamped).getLong();
        if (seconds < 0 || !verify(message(seconds, text), timestamped)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.ofEpochSecond(seconds));
        } catch (DateTimeException e) {
            // A year that no calendar here has; the specification lets it be refused.
            return Optional.empty();
        }
    }

    private boolean verify(byte[] message, byte[] timestamped) {
        try {
            Signature verifier = Signature.getInstance(algorithm.jcaName);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(timestamped, Long.BYTES, algorithm.signatureBytes);
        } catch (GeneralSecurityException e) {
            // The JDK throws instead of answering false when a signature is malformed.
            return false;
        }
    }

    private byte[] message(long seconds, String text) {
        return switch (algorithm) {
            case ED25519 -> ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
            case ML_DSA_44 -> subtree(seconds, Checkpoint.parse(text));
        };
    }

    /** The whole tree as {@code cosigned_message}; extension lines are not part of it. */
    private byte[] subtree(long seconds, Checkpoint checkpoint) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(SUBTREE_LABEL);
        opaque(message, name);
        message.writeBytes(longs(seconds));
        opaque(message, checkpoint.origin());
        message.writeBytes(longs(0, checkpoint.size()));
        message.writeBytes(checkpoint.root().bytes());
        return message.toByteArray();
    }

    private static void opaque(ByteArrayOutputStream message, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_NAME) {
            throw new ProofFormatException("a name that is cosigned has at most " + MAX_NAME + " bytes");
        }
        message.write(bytes.length);
        message.writeBytes(bytes);
    }

    private static byte[] longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
        for (long value : values) {
            bytes.putLong(value);
        }
        return bytes.array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WitnessKey that && name.equals(that.name) && Arrays.equals(typed, that.typed);
    }

    @Override
    public int hashCode() {
        return id();
    }

    @Override
    public String toString() {
        return text();
    }
}
