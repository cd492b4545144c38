package io.govshare.proof.seal;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.json.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts disclosures back where their digests stand (RFC 9901 §7.1 step 3). Refuses, as the RFC demands, a digest that
 * occurs twice, a name that would replace another, and a disclosure that no digest asks for.
 */
final class Disclosed {
    private static final String DIGESTS = "_sd";
    private static final String ALGORITHM = "_sd_alg";
    private static final String ELEMENT = "...";
    private static final int MAX_DEPTH = 128;

    private final Map<String, Disclosure> byDigest = new HashMap<>();
    private final Set<String> digests = new HashSet<>();
    private int depth;

    private Disclosed(Collection<Disclosure> disclosures) {
        for (Disclosure disclosure : disclosures) {
            if (byDigest.put(disclosure.digest(), disclosure) != null) {
                throw new ProofFormatException("a disclosure is given twice");
            }
        }
    }

    /** The claims as if the disclosed ones had stood there openly; digests of the others are left out. */
    static JsonValue.Obj claims(JsonValue.Obj payload, Collection<Disclosure> disclosures) {
        JsonValue algorithm = payload.members().get(ALGORITHM);
        if (algorithm != null && !algorithm.equals(JsonValue.of("sha-256"))) {
            throw new ProofFormatException("'_sd_alg' is to be 'sha-256'");
        }
        Disclosed run = new Disclosed(disclosures);
        Map<String, JsonValue> claims = new LinkedHashMap<>(run.object(payload).members());
        claims.remove(ALGORITHM);
        if (!run.digests.containsAll(run.byDigest.keySet())) {
            throw new ProofFormatException("a disclosure does not belong to the sealed statement");
        }
        return new JsonValue.Obj(claims);
    }

    private JsonValue value(JsonValue value) {
        // The reader bounds the depth of each disclosure, but one may hold the digest of the next.
        if (++depth > MAX_DEPTH) {
            throw new ProofFormatException("disclosures are nested deeper than " + MAX_DEPTH + " levels");
        }
        JsonValue result = switch (value) {
            case JsonValue.Obj object -> object(object);
            case JsonValue.Array array -> array(array);
            case JsonValue.Null _, JsonValue.Bool _, JsonValue.Num _, JsonValue.Text _ -> value;
        };
        depth--;
        return result;
    }

    private JsonValue.Obj object(JsonValue.Obj object) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        object.members().forEach((name, member) -> {
            if (name.equals(ELEMENT)) {
                throw new ProofFormatException("'...' stands for an element of an array only");
            }
            if (!name.equals(DIGESTS)) {
                members.put(name, value(member));
            }
        });
        JsonValue hidden = object.members().get(DIGESTS);
        if (hidden == null) {
            return new JsonValue.Obj(members);
        }
        if (!(hidden instanceof JsonValue.Array array)) {
            throw new ProofFormatException("'_sd' is an array of digests");
        }
        for (JsonValue each : array.values()) {
            Disclosure disclosure = take(each);
            if (disclosure == null) {
                continue;
            }
            String name =
                    disclosure.name().orElseThrow(() -> new ProofFormatException("a disclosed claim needs a name"));
            if (members.putIfAbsent(name, value(disclosure.value())) != null) {
                throw new ProofFormatException("a disclosed claim would replace '" + name + "'");
            }
        }
        return new JsonValue.Obj(members);
    }

    private JsonValue array(JsonValue.Array array) {
        List<JsonValue> values = new ArrayList<>();
        for (JsonValue each : array.values()) {
            if (!(each instanceof JsonValue.Obj object) || !object.members().containsKey(ELEMENT)) {
                values.add(value(each));
                continue;
            }
            if (object.members().size() != 1) {
                throw new ProofFormatException("'...' stands alone in its object");
            }
            Disclosure disclosure = take(object.members().get(ELEMENT));
            if (disclosure != null) {
                if (disclosure.name().isPresent()) {
                    throw new ProofFormatException("a disclosed element of an array has no name");
                }
                values.add(value(disclosure.value()));
            }
        }
        return new JsonValue.Array(values);
    }

    /** Each digest may stand in one place only, decoys included: two places would let one disclosure count twice. */
    private @Nullable Disclosure take(@Nullable JsonValue digest) {
        if (!(digest instanceof JsonValue.Text text)) {
            throw new ProofFormatException("a digest is text");
        }
        if (!digests.add(text.value())) {
            throw new ProofFormatException("a digest occurs twice");
        }
        return byDigest.get(text.value());
    }
}
