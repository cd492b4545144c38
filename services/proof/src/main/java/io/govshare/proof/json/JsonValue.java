package io.govshare.proof.json;

import io.govshare.proof.ProofFormatException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value, never changed once made. Objects keep the order of their members. */
public sealed interface JsonValue {
    JsonValue NULL = new Null();
    JsonValue TRUE = new Bool(true);
    JsonValue FALSE = new Bool(false);

    record Null() implements JsonValue {
        @Override
        public String toString() {
            return "null";
        }
    }

    record Bool(boolean value) implements JsonValue {
        @Override
        public String toString() {
            return String.valueOf(value);
        }
    }

    /** A number with the digits it was written with, so {@code 1.0} and {@code 1} are different values here. */
    record Num(String literal) implements JsonValue {
        public Num {
            if (!JsonReader.isNumber(literal)) {
                throw new ProofFormatException("not a JSON number");
            }
        }

        /**
         * The number, if it is a plain integer such as {@code -12} that fits a long; {@code 1.0}, {@code 1e3} and
         * {@code -0} are not.
         */
        public long asLong() {
            if (literal.equals("-0")) {
                throw new ProofFormatException("zero has no sign");
            }
            try {
                return Long.parseLong(literal);
            } catch (NumberFormatException e) {
                throw new ProofFormatException("not an integer of 64 bits", e);
            }
        }

        public BigDecimal asDecimal() {
            return new BigDecimal(literal);
        }

        @Override
        public String toString() {
            return literal;
        }
    }

    record Text(String value) implements JsonValue {
        @Override
        public String toString() {
            return JsonWriter.write(this);
        }
    }

    record Array(List<JsonValue> values) implements JsonValue {
        public Array {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return JsonWriter.write(this);
        }
    }

    record Obj(Map<String, JsonValue> members) implements JsonValue {
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        public static Builder builder() {
            return new Builder();
        }

        @Override
        public String toString() {
            return JsonWriter.write(this);
        }
    }

    /** Collects the members of an object in the order they are added. */
    final class Builder {
        private final Map<String, JsonValue> members = new LinkedHashMap<>();

        private Builder() {}

        public Builder add(String name, JsonValue value) {
            if (members.putIfAbsent(name, value) != null) {
                throw new ProofFormatException("duplicate member '" + name + "'");
            }
            return this;
        }

        public Builder add(String name, String value) {
            return add(name, new Text(value));
        }

        public Builder add(String name, long value) {
            return add(name, of(value));
        }

        public Obj build() {
            return new Obj(members);
        }
    }

    static JsonValue of(String value) {
        return new Text(value);
    }

    static JsonValue of(long value) {
        return new Num(Long.toString(value));
    }

    static JsonValue of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** A number of any size, kept exactly. */
    static JsonValue of(BigDecimal value) {
        return new Num(value.toString());
    }

    static JsonValue texts(List<String> values) {
        return new Array(values.stream().map(JsonValue::of).toList());
    }
}
