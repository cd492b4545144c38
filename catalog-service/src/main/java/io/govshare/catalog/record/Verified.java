package io.govshare.catalog.record;

import io.govshare.proof.json.JsonValue;
import java.util.List;

/** What comparing a stored record with its seal came to. */
public sealed interface Verified {

    /** It is what was sealed. */
    record Sound(List<Field> fields) implements Verified {

        public Sound {
            fields = List.copyOf(fields);
        }
    }

    /** @param what the check that failed, in words */
    record Corrupt(String what) implements Verified {}

    /** Content and key were destroyed on purpose, as the agency has sealed; the seal still shows that it was there. */
    record Erased() implements Verified {}

    /** @param disclosure as the verifier wants it: base64url of {@code [salt, name, value]} */
    record Field(String name, JsonValue value, String disclosure) {}
}
