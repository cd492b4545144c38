package io.govshare.proof.json;

import java.nio.charset.StandardCharsets;

/**
 * Writes JSON without spaces, members in their order, numbers with their digits, and escapes only where they must be.
 */
public final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private JsonWriter() {}

    public static String write(JsonValue value) {
        StringBuilder out = new StringBuilder(256);
        write(value, out);
        return out.toString();
    }

    public static byte[] bytes(JsonValue value) {
        return write(value).getBytes(StandardCharsets.UTF_8);
    }

    static void write(JsonValue value, StringBuilder out) {
        switch (value) {
            case JsonValue.Null _ -> out.append("null");
            case JsonValue.Bool bool -> out.append(bool.value());
            case JsonValue.Num number -> out.append(number.literal());
            case JsonValue.Text text -> string(text.value(), out);
            case JsonValue.Array array -> {
                out.append('[');
                String separator = "";
                for (JsonValue element : array.values()) {
                    out.append(separator);
                    write(element, out);
                    separator = ",";
                }
                out.append(']');
            }
            case JsonValue.Obj object -> {
                out.append('{');
                String separator = "";
                for (var member : object.members().entrySet()) {
                    out.append(separator);
                    string(member.getKey(), out);
                    out.append(':');
                    write(member.getValue(), out);
                    separator = ",";
                }
                out.append('}');
            }
        }
    }

    /** RFC 8785 §3.2.2.2, which is also the shortest valid form. */
    static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
