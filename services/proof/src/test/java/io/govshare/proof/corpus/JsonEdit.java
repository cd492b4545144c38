package io.govshare.proof.corpus;

import io.govshare.proof.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Copies of JSON documents with one member changed. Paths are names with dots between them. */
final class JsonEdit {
    private JsonEdit() {}

    static JsonValue get(JsonValue.Obj object, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return object.members().get(path);
        }
        return get((JsonValue.Obj) object.members().get(path.substring(0, dot)), path.substring(dot + 1));
    }

    static String text(JsonValue.Obj object, String path) {
        return ((JsonValue.Text) get(object, path)).value();
    }

    static long number(JsonValue.Obj object, String path) {
        return ((JsonValue.Num) get(object, path)).asLong();
    }

    static List<String> texts(JsonValue.Obj object, String path) {
        return ((JsonValue.Array) get(object, path))
                .values().stream().map(each -> ((JsonValue.Text) each).value()).toList();
    }

    /** Sets a member, which keeps its place if it is there and is added at the end if it is not. */
    static JsonValue.Obj set(JsonValue.Obj object, String path, JsonValue value) {
        return change(object, path, (members, name) -> members.put(name, value));
    }

    static JsonValue.Obj set(JsonValue.Obj object, String path, String value) {
        return set(object, path, JsonValue.of(value));
    }

    static JsonValue.Obj set(JsonValue.Obj object, String path, long value) {
        return set(object, path, JsonValue.of(value));
    }

    static JsonValue.Obj set(JsonValue.Obj object, String path, List<String> values) {
        return set(object, path, JsonValue.texts(values));
    }

    static JsonValue.Obj map(JsonValue.Obj object, String path, UnaryOperator<String> change) {
        return set(object, path, change.apply(text(object, path)));
    }

    static JsonValue.Obj remove(JsonValue.Obj object, String path) {
        return change(object, path, Map::remove);
    }

    /** A list with one element replaced. */
    static <T> List<T> with(List<T> list, int index, T value) {
        List<T> changed = new ArrayList<>(list);
        changed.set(index, value);
        return changed;
    }

    /** A list with one element more at the end. */
    static <T> List<T> and(List<T> list, T value) {
        List<T> longer = new ArrayList<>(list);
        longer.add(value);
        return longer;
    }

    private interface Change {
        void apply(Map<String, JsonValue> members, String name);
    }

    private static JsonValue.Obj change(JsonValue.Obj object, String path, Change change) {
        Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
        int dot = path.indexOf('.');
        if (dot < 0) {
            change.apply(members, path);
        } else {
            members.computeIfPresent(
                    path.substring(0, dot),
                    (_, inner) -> change((JsonValue.Obj) inner, path.substring(dot + 1), change));
        }
        return new JsonValue.Obj(members);
    }
}
