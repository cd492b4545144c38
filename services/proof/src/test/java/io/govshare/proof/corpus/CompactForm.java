package io.govshare.proof.corpus;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.StrictBase64;
import io.govshare.proof.chain.HexText;
import io.govshare.proof.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A receipt or bundle in CBOR (RFC 8949) as short as such a form could be: bytes for hexadecimal and base64, one byte for
 * each member's name. There to be measured; nothing reads it.
 */
final class CompactForm {
    private static final int UNSIGNED = 0;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    /** Shorter texts may be base64 by chance. */
    private static final int MIN_BASE64 = 16;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private CompactForm() {}

    static byte[] of(JsonValue json) {
        CompactForm form = new CompactForm();
        form.write(json);
        return form.out.toByteArray();
    }

    private void write(JsonValue json) {
        switch (json) {
            case JsonValue.Obj object -> {
                head(MAP, object.members().size());
                int name = 0;
                for (JsonValue value : object.members().values()) {
                    head(UNSIGNED, name++);
                    write(value);
                }
            }
            case JsonValue.Array array -> {
                head(ARRAY, array.values().size());
                array.values().forEach(this::write);
            }
            case JsonValue.Num number -> head(UNSIGNED, number.asLong());
            case JsonValue.Text text -> write(text.value());
            case JsonValue.Bool _, JsonValue.Null _ -> throw new IllegalArgumentException("receipts have no " + json);
        }
    }

    /** A note by its lines and words, a JWS by its parts, until the parts are bytes or plain text. */
    private void write(String text) {
        Optional<byte[]> bytes = bytes(text);
        if (bytes.isPresent()) {
            string(BYTES, bytes.get());
            return;
        }
        for (String separator : List.of("\n", " ", "\\.")) {
            String[] parts = text.split(separator, -1);
            if (parts.length > 1 && containsBytes(text)) {
                head(ARRAY, parts.length);
                for (String part : parts) {
                    write(part);
                }
                return;
            }
        }
        string(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean containsBytes(String text) {
        for (String part : text.split("[\n .]", -1)) {
            if (bytes(part).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<byte[]> bytes(String text) {
        try {
            if (text.startsWith("0x")) {
                return Optional.of(HexText.parse(text));
            }
            if (text.length() < MIN_BASE64) {
                return Optional.empty();
            }
            return Optional.of(text.endsWith("=") ? StrictBase64.decode(text) : StrictBase64.decodeUrl(text));
        } catch (ProofFormatException e) {
            return Optional.empty();
        }
    }

    private void string(int type, byte[] bytes) {
        head(type, bytes.length);
        out.writeBytes(bytes);
    }

    private void head(int type, long value) {
        int size = value < 24 ? 0 : value < 1 << 8 ? 1 : value < 1 << 16 ? 2 : value < 1L << 32 ? 4 : 8;
        out.write(type << 5 | (size == 0 ? (int) value : 24 + Integer.numberOfTrailingZeros(size)));
        for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >> shift));
        }
    }
}
