package io.govshare.proof.json;

import io.govshare.proof.ProofFormatException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The JSON Canonicalization Scheme of RFC 8785: one byte string for each value. */
public final class CanonicalJson {
    private CanonicalJson() {}

    /**
     * Refuses numbers whose value the canonical form would change, such as 9007199254740993: the scheme knows IEEE 754
     * doubles only, and two different amounts must not get one hash. Such numbers belong into strings.
     */
    public static byte[] write(JsonValue value) {
        return text(value, true).getBytes(StandardCharsets.UTF_8);
    }

    /** Rounds numbers to doubles, as the bare RFC has it. For comparing with others only. */
    public static byte[] writeRounding(JsonValue value) {
        return text(value, false).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(JsonValue value, boolean exact) {
        StringBuilder out = new StringBuilder(256);
        write(value, exact, out);
        return out.toString();
    }

    private static void write(JsonValue value, boolean exact, StringBuilder out) {
        switch (value) {
            case JsonValue.Num number -> out.append(number(number, exact));
            case JsonValue.Text text -> {
                requireUnicode(text.value());
                JsonWriter.string(text.value(), out);
            }
            case JsonValue.Array array -> {
                out.append('[');
                String separator = "";
                for (JsonValue element : array.values()) {
                    out.append(separator);
                    write(element, exact, out);
                    separator = ",";
                }
                out.append(']');
            }
            case JsonValue.Obj object -> {
                out.append('{');
                String separator = "";
                // §3.2.3: by UTF-16 code units, which is how Java compares strings
                for (Map.Entry<String, JsonValue> member : new TreeMap<>(object.members()).entrySet()) {
                    out.append(separator);
                    requireUnicode(member.getKey());
                    JsonWriter.string(member.getKey(), out);
                    out.append(':');
                    write(member.getValue(), exact, out);
                    separator = ",";
                }
                out.append('}');
            }
            case JsonValue.Null _, JsonValue.Bool _ -> JsonWriter.write(value, out);
        }
    }

    private static void requireUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new ProofFormatException("lone surrogate in a string");
                }
                i++;
            }
        }
    }

    private static String number(JsonValue.Num number, boolean exact) {
        double value = Double.parseDouble(number.literal());
        if (Double.isInfinite(value)) {
            throw new ProofFormatException("number " + shortened(number.literal()) + " is out of range");
        }
        String text = number(value);
        if (exact && !sameValue(number.literal(), text)) {
            throw new ProofFormatException("number " + shortened(number.literal())
                    + " cannot be kept exactly in canonical JSON: give it as a string");
        }
        return text;
    }

    private static boolean sameValue(String literal, String text) {
        if (literal.equals(text)) {
            return true;
        }
        BigDecimal given;
        try {
            given = new BigDecimal(literal);
        } catch (NumberFormatException e) {
            // An exponent beyond 32 bits; the double is zero then, and the number is not unless its digits are.
            return false;
        }
        // compareTo would write out the difference of the exponents, however large, digit by digit
        BigDecimal kept = new BigDecimal(text);
        return given.signum() == kept.signum() && (given.signum() == 0 || sameDigits(given, kept));
    }

    private static boolean sameDigits(BigDecimal one, BigDecimal other) {
        BigDecimal a = one.stripTrailingZeros();
        BigDecimal b = other.stripTrailingZeros();
        return a.scale() == b.scale() && a.unscaledValue().equals(b.unscaledValue());
    }

    private static String shortened(String literal) {
        return literal.length() <= 40 ? literal : literal.substring(0, 40) + "…";
    }

    /** {@code Number::toString} of ECMAScript, to which §3.2.2.3 refers. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new ProofFormatException("not a number that JSON can hold");
        }
        if (value < 0) {
            return '-' + number(-value);
        }
        BigDecimal shortest = shortest(value);
        String digits = shortest.unscaledValue().toString();
        int k = digits.length();
        // the value is 0.digits × 10^n
        int n = k - shortest.scale();
        if (k <= n && n <= 21) {
            return digits + "0".repeat(n - k);
        }
        if (0 < n && n <= 21) {
            return digits.substring(0, n) + '.' + digits.substring(n);
        }
        if (-6 < n && n <= 0) {
            return "0." + "0".repeat(-n) + digits;
        }
        String exponent = (n > 0 ? "e+" : "e-") + Math.abs(n - 1);
        return k == 1 ? digits + exponent : digits.charAt(0) + "." + digits.substring(1) + exponent;
    }

    /**
     * The decimal with the fewest digits that reads back as the double. {@code Double.toString} finds it except that it
     * always gives two digits: 4.9E-324 where one, 5e-324, is enough.
     */
    private static BigDecimal shortest(double value) {
        BigDecimal candidate = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (candidate.precision() != 2) {
            return candidate;
        }
        BigDecimal down = candidate.round(new MathContext(1, RoundingMode.DOWN));
        BigDecimal up = candidate.round(new MathContext(1, RoundingMode.UP));
        boolean downFits = down.doubleValue() == value;
        boolean upFits = up.doubleValue() == value;
        if (downFits && upFits) {
            BigDecimal exact = new BigDecimal(value);
            return exact.subtract(down).compareTo(up.subtract(exact)) <= 0 ? down : up.stripTrailingZeros();
        }
        return downFits ? down : upFits ? up.stripTrailingZeros() : candidate;
    }
}
