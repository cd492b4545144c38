package io.govshare.stack.demo;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The datasets of the story by their key in the samples. */
record Published(Map<String, UUID> ids) {

    Published {
        ids = Map.copyOf(ids);
    }

    UUID id(String key) {
        return Objects.requireNonNull(ids.get(key), key);
    }

    Set<String> keys() {
        return ids.keySet();
    }
}
