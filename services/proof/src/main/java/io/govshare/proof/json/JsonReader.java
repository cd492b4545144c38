package io.govshare.proof.json;

import io.govshare.proof.ProofFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON document and nothing besides. What RFC 8259 leaves open is closed: duplicate names, lone surrogates
 * and byte order marks are errors.
 */
public final class JsonReader {
    private final String text;
    private final JsonLimits limits;
    private int at;
    private int depth;

    private JsonReader(String text, JsonLimits limits) {
        this.text = text;
        this.limits = limits;
    }

    public static JsonValue parse(String document) {
        return parse(document, JsonLimits.DEFAULT);
    }

    public static JsonValue parse(byte[] utf8) {
        return parse(utf8, JsonLimits.DEFAULT);
    }

    public static JsonValue parse(byte[] utf8, JsonLimits limits) {
        if (utf8.length > limits.maxBytes()) {
            throw new ProofFormatException("JSON document longer than " + limits.maxBytes() + " bytes");
        }
        try {
            return new JsonReader(
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .decode(ByteBuffer.wrap(utf8))
                                    .toString(),
                            limits)
                    .document();
        } catch (CharacterCodingException e) {
            throw new ProofFormatException("JSON document is not valid UTF-8", e);
        }
    }

    public static JsonValue parse(String document, JsonLimits limits) {
        // A char takes one to three bytes; only the long ones need counting.
        if (document.length() > limits.maxBytes() / 3
                && document.getBytes(StandardCharsets.UTF_8).length > limits.maxBytes()) {
            throw new ProofFormatException("JSON document longer than " + limits.maxBytes() + " bytes");
        }
        return new JsonReader(document, limits).document();
    }

    /** Reads a document that must be an object. */
    public static JsonValue.Obj parseObject(byte[] utf8, JsonLimits limits) {
        return requireObject(parse(utf8, limits));
    }

    public static JsonValue.Obj parseObject(String document, JsonLimits limits) {
        return requireObject(parse(document, limits));
    }

    private static JsonValue.Obj requireObject(JsonValue value) {
        if (value instanceof JsonValue.Obj object) {
            return object;
        }
        throw new ProofFormatException("JSON document is not an object");
    }

    /** Whether the text is a number as RFC 8259 §6 writes it. */
    static boolean isNumber(String text) {
        JsonReader reader = new JsonReader(text, JsonLimits.DEFAULT);
        return !text.isEmpty() && reader.skipNumber() && reader.at == text.length();
    }

    private JsonValue document() {
        skipSpace();
        JsonValue value = value();
        skipSpace();
        if (at < text.length()) {
            throw error("unexpected text after the document");
        }
        return value;
    }

    private JsonValue value() {
        if (at == text.length()) {
            throw error("the document ends where a value is expected");
        }
        return switch (text.charAt(at)) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new JsonValue.Text(string());
            case 't' -> literal("true", JsonValue.TRUE);
            case 'f' -> literal("false", JsonValue.FALSE);
            case 'n' -> literal("null", JsonValue.NULL);
            default -> number();
        };
    }

    private JsonValue object() {
        enter();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        skipSpace();
        if (peek() == '}') {
            return leave(new JsonValue.Obj(members));
        }
        while (true) {
            if (peek() != '"') {
                throw error("a member's name in quotes is expected");
            }
            int start = at;
            String name = string();
            skipSpace();
            expect(':');
            skipSpace();
            if (members.putIfAbsent(name, value()) != null) {
                at = start;
                throw error("duplicate name");
            }
            skipSpace();
            if (peek() == '}') {
                return leave(new JsonValue.Obj(members));
            }
            expect(',');
            skipSpace();
        }
    }

    private JsonValue array() {
        enter();
        List<JsonValue> values = new ArrayList<>();
        skipSpace();
        if (peek() == ']') {
            return leave(new JsonValue.Array(values));
        }
        while (true) {
            values.add(value());
            skipSpace();
            if (peek() == ']') {
                return leave(new JsonValue.Array(values));
            }
            expect(',');
            skipSpace();
        }
    }

    private void enter() {
        if (++depth > limits.maxDepth()) {
            throw error("nested deeper than " + limits.maxDepth() + " levels");
        }
        at++;
    }

    private JsonValue leave(JsonValue value) {
        depth--;
        at++;
        return value;
    }

    private String string() {
        at++;
        int start = at;
        // Most strings have no escape: they are cut out whole.
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                return text.substring(start, at++);
            }
            if (c == '\\' || c < 0x20 || Character.isSurrogate(c)) {
                break;
            }
            at++;
        }
        StringBuilder value = new StringBuilder(text.length() - start > 64 ? 64 : 16).append(text, start, at);
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c < 0x20) {
                throw error("control character in a string");
            }
            value.append(c == '\\' ? escape() : text.charAt(at++));
            requirePairs(value);
        }
        throw error("the document ends within a string");
    }

    /** Called after each character: a low surrogate must follow a high one at once, and only there. */
    private void requirePairs(StringBuilder value) {
        int last = value.length() - 1;
        boolean afterHigh = last > 0 && Character.isHighSurrogate(value.charAt(last - 1));
        if (Character.isLowSurrogate(value.charAt(last)) != afterHigh
                || (Character.isHighSurrogate(value.charAt(last)) && peekQuote())) {
            throw error("lone surrogate in a string");
        }
    }

    private boolean peekQuote() {
        return at >= text.length() || text.charAt(at) == '"';
    }

    private char escape() {
        at++;
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw error("unknown escape in a string");
        };
    }

    private char unicode() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            char c = peek();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw error("\\u is followed by four hexadecimal digits");
            }
            value = value << 4 | digit;
            at++;
        }
        return (char) value;
    }

    private JsonValue literal(String word, JsonValue value) {
        if (!text.startsWith(word, at)) {
            throw error("a value is expected");
        }
        at += word.length();
        return value;
    }

    private JsonValue number() {
        int start = at;
        if (!skipNumber()) {
            at = start;
            throw error("a value is expected");
        }
        if (at - start > limits.maxDigits()) {
            at = start;
            throw error("number longer than " + limits.maxDigits() + " characters");
        }
        return new JsonValue.Num(text.substring(start, at));
    }

    private boolean skipNumber() {
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else if (!skipDigits()) {
            return false;
        }
        if (peek() == '.') {
            at++;
            if (!skipDigits()) {
                return false;
            }
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            return skipDigits();
        }
        return true;
    }

    private boolean skipDigits() {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        return at > start;
    }

    private void skipSpace() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
                return;
            }
            at++;
        }
    }

    /** The next character; NUL at the end, which is valid nowhere in JSON outside of strings. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void expect(char c) {
        if (peek() != c) {
            throw error("'" + c + "' is expected");
        }
        at++;
    }

    private ProofFormatException error(String what) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < at && i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new ProofFormatException("JSON line " + line + ", column " + column + ": " + what);
    }
}
