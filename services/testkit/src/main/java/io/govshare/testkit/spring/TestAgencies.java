package io.govshare.testkit.spring;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.govshare.testkit.infrastructure.KafkaServer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plays identity-service's part towards the others: announces agencies. A service hears of it a moment later. */
public final class TestAgencies {

    private final KafkaServer kafka;
    private final String topic;

    TestAgencies(KafkaServer kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    public void active(String... codes) {
        for (String code : codes) {
            announce(code, "active", List.of());
        }
    }

    public void suspended(String code) {
        announce(code, "suspended", List.of());
    }

    /**
     * @param status as in the event: pending, active, suspended, left
     * @param keys as in the event: kid, jwk, status, validFrom, validUntil
     */
    public void announce(String code, String status, List<Map<String, Object>> keys) {
        Map<String, Object> agency = new LinkedHashMap<>();
        agency.put("code", code);
        agency.put("name", "Agency " + code);
        agency.put("level", "national");
        agency.put("region", "test");
        agency.put("domain", code);
        agency.put("status", status);
        agency.put("since", "2026-01-01T00:00:00Z");
        agency.put("keys", keys);
        byte[] body = JSONObjectUtils.toJSONString(agency).getBytes(StandardCharsets.UTF_8);
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, code, body);
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_type", topic,
                        "ce_source", "/govshare/test",
                        "ce_time", "2026-01-01T00:00:00Z")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class))) {
            producer.send(message).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("Agency " + code + " could not be announced", e);
        }
    }
}
