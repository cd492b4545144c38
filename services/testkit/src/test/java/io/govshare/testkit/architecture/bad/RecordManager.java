package io.govshare.testkit.architecture.bad;

import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A banned name, the wrong clock, a nameless exception, a print, and Kafka past the outbox. */
class RecordManager {

    Instant now() {
        System.out.println("now");
        if (getClass().isInterface()) {
            throw new RuntimeException("what");
        }
        return Instant.now();
    }

    ProducerRecord<String, String> past() {
        return new ProducerRecord<>("topic", "value");
    }
}
