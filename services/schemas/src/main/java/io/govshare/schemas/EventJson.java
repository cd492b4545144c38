package io.govshare.schemas;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as UTF-8 JSON and back. Reading is strict where it matters for evidence (duplicate keys, numbers, bounds) and
 * tolerant of added properties, so that a producer may be newer than its consumer.
 */
public final class EventJson {

    /** Largest event that is read, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxStringLength(65_536)
                            .maxNumberLength(32)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private EventJson() {}

    public static byte[] write(Object event) {
        return MAPPER.writeValueAsBytes(event);
    }

    /** @throws MalformedEventException when the bytes are not an event of this type */
    public static <T> T read(byte[] json, Class<T> type) {
        if (json.length > MAX_BYTES) {
            throw new MalformedEventException(type.getSimpleName() + " has " + json.length + " bytes", null);
        }
        try {
            T event = MAPPER.readValue(json, type);
            if (event == null) {
                throw new MalformedEventException(type.getSimpleName() + " is null", null);
            }
            return event;
        } catch (JacksonException e) {
            throw new MalformedEventException(
                    type.getSimpleName() + " cannot be read: " + e.getOriginalMessage() + " in "
                            + new String(json, 0, Math.min(json.length, 80), StandardCharsets.UTF_8),
                    e);
        }
    }
}
