package io.govshare.catalog.dataset;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The compiled schemas used last. A version never changes, so nothing here can be out of date. */
final class SchemaCache {

    private static final int LIMIT = 500;

    record Key(UUID dataset, int version) {}

    private final Map<Key, RecordSchema> schemas = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, RecordSchema> eldest) {
            return size() > LIMIT;
        }
    };

    synchronized Optional<RecordSchema> get(Key key) {
        return Optional.ofNullable(schemas.get(key));
    }

    synchronized void put(Key key, RecordSchema schema) {
        schemas.put(key, schema);
    }
}
