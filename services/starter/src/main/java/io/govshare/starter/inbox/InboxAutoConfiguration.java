package io.govshare.starter.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs the {@link InboxListener}s of a service. */
@AutoConfiguration(
        after = io.govshare.starter.request.RequestIdAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"
        })
@EnableConfigurationProperties(InboxProperties.class)
@ConditionalOnProperty(name = "govshare.inbox.enabled", matchIfMissing = true)
public class InboxAutoConfiguration {

    @Bean
    InboxRunner inboxRunner(
            ObjectProvider<InboxListener> listeners,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            ConsumerFactory<?, ?> kafka,
            InboxProperties properties,
            Clock clock,
            ObjectProvider<MeterRegistry> meters) {
        InboxOffsets offsets = new InboxOffsets(jdbc);
        RejectedMessages rejected = new RejectedMessages(jdbc, clock);
        return new InboxRunner(() -> listeners
                .orderedStream()
                .map(listener -> new InboxConsumer(
                        listener,
                        new BatchHandler(listener, offsets, rejected, new TransactionTemplate(transactions)),
                        offsets,
                        () -> connect(kafka.getConfigurationProperties(), listener, properties),
                        properties.maxBackoff(),
                        clock,
                        meters.getIfAvailable(() -> Metrics.globalRegistry)))
                .toList());
    }

    @Bean
    InboxHealth inboxHealthIndicator(InboxRunner runner) {
        return new InboxHealth(runner);
    }

    static Consumer<byte[], byte[]> connect(
            Map<String, Object> kafka, InboxListener listener, InboxProperties properties) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, listener.consumer());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Positions are the database's. That one of them does not exist must be seen, not papered over.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, listener.maxBatch());
        // Each poll that finds something is a transaction; single events wait this long for company.
        config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 64 * 1024);
        config.put(
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                Math.toIntExact(properties.batchInterval().toMillis()));
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 2 * 1024 * 1024);
        config.put(
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                Math.toIntExact(properties.sessionTimeout().toMillis()));
        config.put(
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                Math.toIntExact(properties.sessionTimeout().toMillis() / 4));
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000);
        // A topic made after this consumer started is noticed within this time.
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        return new KafkaConsumer<>(config);
    }
}
