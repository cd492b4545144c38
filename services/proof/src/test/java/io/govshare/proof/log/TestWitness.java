package io.govshare.proof.log;

import io.govshare.proof.StrictBase64;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;

/** Cosigns as C2SP tlog-cosignature tells, written apart from the code that checks it. */
public final class TestWitness {

    /** Kinds of cosignatures. */
    public enum Algorithm {
        ED25519("Ed25519", 4, 12),
        ML_DSA_44("ML-DSA-44", 6, 22);

        private final String jcaName;
        private final int type;
        private final int keyOffset;

        Algorithm(String jcaName, int type, int keyOffset) {
            this.jcaName = jcaName;
            this.type = type;
            this.keyOffset = keyOffset;
        }
    }

    private final String name;
    private final Algorithm algorithm;
    private final KeyPair keys;

    public TestWitness(String name, Algorithm algorithm) {
        this.name = name;
        this.algorithm = algorithm;
        try {
            this.keys = KeyPairGenerator.getInstance(algorithm.jcaName).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public WitnessKey key() {
        return WitnessKey.parse(name + '+' + String.format("%08x", id()) + '+' + StrictBase64.encode(typed()));
    }

    /** The same key for signing plain notes. */
    NoteKey noteKey() {
        return NoteKey.of(name, keys.getPublic());
    }

    /** One signature line, newline included. */
    public String cosign(Checkpoint checkpoint, Instant time) {
        return cosign(checkpoint, time.getEpochSecond());
    }

    /** The same by Ed25519 below any text. */
    public String cosign(String text, Instant time) {
        return line(time.getEpochSecond(), message(text, time.getEpochSecond()));
    }

    String cosign(Checkpoint checkpoint, long seconds) {
        return line(seconds, message(checkpoint, seconds));
    }

    private String line(long seconds, byte[] message) {
        byte[] signature = sign(message);
        byte[] line = ByteBuffer.allocate(4 + 8 + signature.length)
                .putInt(id())
                .putLong(seconds)
                .put(signature)
                .array();
        return "\u2014 " + name + ' ' + StrictBase64.encode(line) + '\n';
    }

    /** This witness's line of a note. */
    String line(String note) {
        return note.lines()
                .filter(line -> line.startsWith("\u2014 " + name + ' '))
                .map(line -> line + '\n')
                .findFirst()
                .orElseThrow();
    }

    private static byte[] message(String text, long seconds) {
        return ("cosignature/v1\ntime " + Long.toUnsignedString(seconds) + '\n' + text)
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] message(Checkpoint checkpoint, long seconds) {
        if (algorithm == Algorithm.ED25519) {
            return message(checkpoint.text(), seconds);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream message = new DataOutputStream(bytes)) {
            message.writeBytes("subtree/v1\n\0");
            message.writeByte(name.length());
            message.writeBytes(name);
            message.writeLong(seconds);
            message.writeByte(checkpoint.origin().length());
            message.writeBytes(checkpoint.origin());
            message.writeLong(0);
            message.writeLong(checkpoint.size());
            message.write(checkpoint.root().bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance(algorithm.jcaName);
            signer.initSign(keys.getPrivate());
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private int id() {
        return NoteKey.id(name, typed());
    }

    private byte[] typed() {
        byte[] encoded = keys.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, algorithm.keyOffset, encoded.length);
        return ByteBuffer.allocate(1 + raw.length)
                .put((byte) algorithm.type)
                .put(raw)
                .array();
    }
}
