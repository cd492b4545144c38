package io.govshare.proof.seal;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonLimits;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.json.JsonWriter;
import io.govshare.proof.merkle.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One field of a record with the salt that hides it while it is not shown (RFC 9901 §4.2): {@code [salt, name, value]},
 * or {@code [salt, value]} for an element of an array. The text is kept as issued, because the digest is over the text.
 */
public final class Disclosure {
    /** The largest field, as text. */
    public static final int MAX_CHARS = 8 << 20;

    /** 128 bits in base64url. */
    static final int MIN_SALT_CHARS = 22;

    private static final JsonLimits CONTENT = new JsonLimits(MAX_CHARS, 64, 1024);

    private final String text;
    private final String salt;
    private final Optional<String> name;
    private final JsonValue value;

    private Disclosure(String text, String salt, Optional<String> name, JsonValue value) {
        this.text = text;
        this.salt = salt;
        this.name = name;
        this.value = value;
    }

    public static Disclosure of(String salt, String name, JsonValue value) {
        if (salt.length() < MIN_SALT_CHARS) {
            throw new IllegalArgumentException("a salt has at least 128 bits");
        }
        requireFree(name);
        JsonValue content = new JsonValue.Array(List.of(JsonValue.of(salt), JsonValue.of(name), value));
        return new Disclosure(StrictBase64.encodeUrl(JsonWriter.bytes(content)), salt, Optional.of(name), value);
    }

    public static Disclosure parse(String text) {
        if (text.length() > MAX_CHARS) {
            throw new ProofFormatException("a disclosure has at most " + MAX_CHARS + " characters");
        }
        JsonValue content = JsonReader.parse(StrictBase64.decodeUrl(text), CONTENT);
        if (content instanceof JsonValue.Array array
                && !array.values().isEmpty()
                && array.values().getFirst() instanceof JsonValue.Text salt) {
            List<JsonValue> values = array.values();
            if (values.size() == 2) {
                return new Disclosure(text, salt.value(), Optional.empty(), values.get(1));
            }
            if (values.size() == 3 && values.get(1) instanceof JsonValue.Text name) {
                requireFree(name.value());
                return new Disclosure(text, salt.value(), Optional.of(name.value()), values.get(2));
            }
        }
        throw new ProofFormatException("a disclosure is an array of salt, name and value");
    }

    /** What stands for it in the issuer-signed JWT. */
    public String digest() {
        return Sha256.hash(text.getBytes(StandardCharsets.US_ASCII)).base64Url();
    }

    public String text() {
        return text;
    }

    public String salt() {
        return salt;
    }

    /** Empty for an element of an array. */
    public Optional<String> name() {
        return name;
    }

    public JsonValue value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Disclosure that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Shows no content: disclosures end up in logs by mistake only. */
    @Override
    public String toString() {
        return "Disclosure[" + digest() + ']';
    }

    private static void requireFree(String name) {
        if (name.equals("_sd") || name.equals("...")) {
            throw new ProofFormatException("a disclosure's name is neither '_sd' nor '...'");
        }
    }
}
