package io.govshare.starter.inbox;

import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Keeps messages that no retry would help, whole, for people to look at. */
final class RejectedMessages {

    private static final Logger log = LoggerFactory.getLogger(RejectedMessages.class);

    private static final int MAX_REASON = 2_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final Clock clock;

    RejectedMessages(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void keep(String consumer, List<Rejection> rejections) {
        for (Rejection rejection : rejections) {
            ConsumerRecord<byte[], byte[]> message = rejection.message();
            jdbc.sql("""
                    INSERT INTO inbox_rejected
                        (consumer, topic, partition, "offset", key, headers, payload, reason, rejected_at)
                    VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
                    ON CONFLICT DO NOTHING
                    """)
                    .param(1, consumer)
                    .param(2, message.topic())
                    .param(3, message.partition())
                    .param(4, message.offset())
                    .param(5, text(message.key()), Types.VARCHAR)
                    .param(6, headers(message))
                    .param(7, message.value(), Types.BINARY)
                    .param(8, storable(rejection.reason()))
                    .param(9, clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            log.error(
                    "{} rejects {}-{}@{}: {}",
                    consumer,
                    message.topic(),
                    message.partition(),
                    message.offset(),
                    rejection.reason());
        }
    }

    private static String headers(ConsumerRecord<byte[], byte[]> message) {
        Map<String, @Nullable String> headers = new LinkedHashMap<>();
        for (Header header : message.headers()) {
            headers.put(storable(header.key()), text(header.value()));
        }
        return JSON.writeValueAsString(headers);
    }

    static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : storable(new String(bytes, StandardCharsets.UTF_8));
    }

    /** PostgreSQL's text holds every character but U+0000. */
    private static String storable(String text) {
        String clean = text.replace('\0', '\uFFFD');
        return clean.length() <= MAX_REASON ? clean : clean.substring(0, MAX_REASON);
    }
}
