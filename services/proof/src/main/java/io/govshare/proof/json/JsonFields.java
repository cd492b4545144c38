package io.govshare.proof.json;

import io.govshare.proof.ProofFormatException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of an object one by one and remembers which, so that what nobody asked for can be refused at the
 * end. Errors name the member by its path.
 */
public final class JsonFields {
    private final JsonValue.Obj object;
    private final String path;
    private final Set<String> read = new HashSet<>();

    private JsonFields(JsonValue.Obj object, String path) {
        this.object = object;
        this.path = path;
    }

    public static JsonFields of(JsonValue.Obj object) {
        return new JsonFields(object, "");
    }

    public String text(String name) {
        return cast(name, require(name), JsonValue.Text.class, "text").value();
    }

    /** Whether the object has the member, be it null. */
    public boolean has(String name) {
        return object.members().containsKey(name);
    }

    public Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** Null counts as absent. */
    public Optional<String> nullableText(String name) {
        return optional(name)
                .map(value -> cast(name, value, JsonValue.Text.class, "text").value());
    }

    /** A plain integer within the bounds, both included. */
    public long integer(String name, long min, long max) {
        JsonValue.Num number = cast(name, require(name), JsonValue.Num.class, "a number");
        long value = within(name, number::asLong);
        if (value < min || value > max) {
            throw error(name, "is to be from " + min + " to " + max);
        }
        return value;
    }

    /** Plain integers within the bounds, both included. */
    public List<Long> integers(String name, int maxElements, long min, long max) {
        List<JsonValue.Num> numbers = array(
                name,
                require(name),
                maxElements,
                element -> element instanceof JsonValue.Num number ? number : null,
                "a number");
        List<Long> integers = new ArrayList<>(numbers.size());
        for (JsonValue.Num number : numbers) {
            long value = within(name, number::asLong);
            if (value < min || value > max) {
                throw error(name, "has numbers from " + min + " to " + max);
            }
            integers.add(value);
        }
        return integers;
    }

    public JsonFields object(String name) {
        return new JsonFields(cast(name, require(name), JsonValue.Obj.class, "an object"), path + name + '.');
    }

    public JsonValue.Obj rawObject(String name) {
        return cast(name, require(name), JsonValue.Obj.class, "an object");
    }

    public List<String> texts(String name, int max) {
        return array(
                name,
                require(name),
                max,
                element -> element instanceof JsonValue.Text text ? text.value() : null,
                "text");
    }

    /** Empty when the member is absent. */
    public List<String> optionalTexts(String name, int max) {
        return has(name) ? texts(name, max) : List.of();
    }

    public List<JsonFields> objects(String name, int max) {
        List<JsonValue.Obj> objects = array(
                name, require(name), max, element -> element instanceof JsonValue.Obj obj ? obj : null, "an object");
        List<JsonFields> fields = new ArrayList<>(objects.size());
        for (int i = 0; i < objects.size(); i++) {
            fields.add(new JsonFields(objects.get(i), path + name + '[' + i + "]."));
        }
        return fields;
    }

    /** Null counts as absent. */
    public Optional<JsonValue> optional(String name) {
        read.add(name);
        return Optional.ofNullable(object.members().get(name)).filter(value -> !(value instanceof JsonValue.Null));
    }

    /** Turns the text of a member into something else; whatever the conversion complains of is told with the path. */
    public <T> T convert(String name, Function<String, T> conversion) {
        String text = text(name);
        return within(name, () -> conversion.apply(text));
    }

    public <T> List<T> convertAll(String name, int max, Function<String, T> conversion) {
        List<String> texts = texts(name, max);
        List<T> converted = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            converted.add(within(name + '[' + i + ']', () -> conversion.apply(text)));
        }
        return converted;
    }

    /** To be called when all known members have been asked for. */
    public void refuseOthers() {
        for (String name : object.members().keySet()) {
            if (!read.contains(name)) {
                String shown = name.length() <= 40 ? name : name.substring(0, 40) + "…";
                throw new ProofFormatException("'" + path + shown + "' is unknown");
            }
        }
    }

    public ProofFormatException error(String name, String what) {
        return new ProofFormatException("'" + path + name + "' " + what);
    }

    private JsonValue require(String name) {
        return optional(name).orElseThrow(() -> error(name, "is missing"));
    }

    private <T> List<T> array(
            String name, JsonValue value, int max, Function<JsonValue, @Nullable T> element, String kind) {
        List<JsonValue> values =
                cast(name, value, JsonValue.Array.class, "an array").values();
        if (values.size() > max) {
            throw error(name, "has more than " + max + " elements");
        }
        List<T> elements = new ArrayList<>(values.size());
        for (JsonValue each : values) {
            T cast = element.apply(each);
            if (cast == null) {
                throw error(name + '[' + elements.size() + ']', "is to be " + kind);
            }
            elements.add(cast);
        }
        return elements;
    }

    private <T extends JsonValue> T cast(String name, JsonValue value, Class<T> type, String kind) {
        if (!type.isInstance(value)) {
            throw error(name, "is to be " + kind);
        }
        return type.cast(value);
    }

    private <T> T within(String name, Supplier<T> conversion) {
        try {
            return conversion.get();
        } catch (ProofFormatException e) {
            throw new ProofFormatException("'" + path + name + "': " + e.getMessage(), e);
        }
    }
}
