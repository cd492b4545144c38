package io.govshare.proof.log;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.StrictBase64;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A text with signature lines below it, as the C2SP signed-note format has it. */
public final class SignedNote {
    /** Far above what any checkpoint needs: room for the 16 signatures that all readers of notes must accept, by any kind of witness. */
    public static final int MAX_CHARS = 64 * 1024;

    private static final int MAX_SIGNATURES = 64;
    private static final int ID_BYTES = 4;
    private static final String DASH = "\u2014 ";

    private final String text;
    private final List<Line> lines;

    /** The signature stays text, of which base64 here has one form only, so that lines compare by value. */
    private record Line(String name, String signature) {
        static Line of(String name, int keyId, byte[] signature) {
            ByteBuffer bytes = ByteBuffer.allocate(ID_BYTES + signature.length);
            return new Line(
                    name, StrictBase64.encode(bytes.putInt(keyId).put(signature).array()));
        }

        int keyId() {
            return ByteBuffer.wrap(StrictBase64.decode(signature)).getInt();
        }

        byte[] bytes() {
            byte[] bytes = StrictBase64.decode(signature);
            return Arrays.copyOfRange(bytes, ID_BYTES, bytes.length);
        }

        boolean isOf(String keyName, int keyId) {
            return keyId() == keyId && name.equals(keyName);
        }

        String text() {
            return DASH + name + ' ' + signature + '\n';
        }
    }

    private SignedNote(String text, List<Line> lines) {
        this.text = text;
        this.lines = lines;
    }

    public static SignedNote sign(Checkpoint checkpoint, NoteSigner signer) {
        return sign(checkpoint.text(), signer);
    }

    /** The text ends with a newline. */
    public static SignedNote sign(String text, NoteSigner signer) {
        requireText(text);
        NoteKey key = signer.verifier();
        return new SignedNote(text, List.of(Line.of(key.name(), key.id(), signer.sign(text))));
    }

    public static SignedNote parse(String note) {
        if (note.length() > MAX_CHARS) {
            throw new ProofFormatException("a note has at most " + MAX_CHARS + " characters");
        }
        // The text may hold empty lines itself, so the last one separates.
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n")) {
            throw new ProofFormatException(
                    "a note is text, an empty line and signature lines, each ended by a newline");
        }
        String text = note.substring(0, split + 1);
        requireText(text);
        String signatures = note.substring(split + 2);
        if (signatures.isEmpty()) {
            throw new ProofFormatException("a note has at least one signature");
        }
        List<Line> lines = new ArrayList<>();
        for (String line : signatures.substring(0, signatures.length() - 1).split("\n", MAX_SIGNATURES + 1)) {
            if (lines.size() == MAX_SIGNATURES) {
                throw new ProofFormatException("a note has at most " + MAX_SIGNATURES + " signatures");
            }
            lines.add(line(line));
        }
        return new SignedNote(text, lines);
    }

    /**
     * Whether the key has signed. Lines by other keys are passed over; a line in the key's own name and id that does
     * not hold spoils the note even if another one does.
     */
    public boolean verify(NoteKey key) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        boolean signed = false;
        for (Line line : lines) {
            if (line.isOf(key.name(), key.id())) {
                if (!key.verify(message, line.bytes())) {
                    return false;
                }
                signed = true;
            }
        }
        return signed;
    }

    /**
     * The witness's newest cosignature of this checkpoint. As with {@link #verify}, lines by other keys are passed over,
     * and a line of this key that does not hold spoils the others.
     *
     * @throws ProofFormatException when the text is no checkpoint
     */
    public Optional<Cosignature> cosignature(WitnessKey key) {
        Optional<Cosignature> newest = Optional.empty();
        for (Line line : lines) {
            if (line.isOf(key.name(), key.id())) {
                Optional<Instant> time = key.cosigned(text, line.bytes());
                if (time.isEmpty()) {
                    return Optional.empty();
                }
                if (newest.isEmpty() || newest.get().time().isBefore(time.get())) {
                    newest = Optional.of(new Cosignature(time.get(), line.text()));
                }
            }
        }
        return newest;
    }

    /** What was signed, final newline included. Means nothing before {@link #verify} has said yes. */
    public String text() {
        return text;
    }

    /** The whole note. */
    public String note() {
        StringBuilder note = new StringBuilder(text).append('\n');
        lines.forEach(line -> note.append(line.text()));
        return note.toString();
    }

    @Override
    public String toString() {
        return note();
    }

    private static Line line(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space < DASH.length()) {
            throw new ProofFormatException("a signature line reads: em dash, name, signature");
        }
        String name = NoteKey.requireName(line.substring(DASH.length(), space));
        String signature = line.substring(space + 1);
        if (StrictBase64.decode(signature).length <= ID_BYTES) {
            throw new ProofFormatException("a note's signature follows a key id of " + ID_BYTES + " bytes");
        }
        return new Line(name, signature);
    }

    private static void requireText(String text) {
        if (!text.endsWith("\n") || text.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
            throw new ProofFormatException("a note's text ends with a newline and has no other control character");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new ProofFormatException("a note's text is valid Unicode");
        }
    }
}
