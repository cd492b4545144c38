package io.govshare.starter.outbox;

import io.govshare.starter.ids.UuidV7;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.ProducerFactory;

/** The outbox and its relay. */
@AutoConfiguration(
        after = io.govshare.starter.request.RequestIdAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"
        })
@EnableConfigurationProperties(OutboxProperties.class)
public class OutboxAutoConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Bean
    WakeUp outboxWakeUp() {
        return new WakeUp();
    }

    @Bean
    Outbox outbox(JdbcTemplate jdbc, UuidV7 ids, Clock clock, WakeUp wakeUp) {
        return new JdbcOutbox(jdbc, ids, clock, wakeUp);
    }

    @Bean
    @ConditionalOnProperty(name = "govshare.outbox.enabled", matchIfMissing = true)
    OutboxRelay outboxRelay(
            DataSource dataSource,
            ProducerFactory<?, ?> kafka,
            OutboxProperties properties,
            WakeUp wakeUp,
            Clock clock,
            ObjectProvider<MeterRegistry> meters,
            @Value("${spring.application.name:govshare}") String application) {
        EventSender sender = new EventSender(kafka.getConfigurationProperties(), "/govshare/" + application, PATIENCE);
        return new OutboxRelay(
                dataSource, sender, properties, wakeUp, clock, meters.getIfAvailable(() -> Metrics.globalRegistry));
    }

    @Bean
    @ConditionalOnProperty(name = "govshare.outbox.enabled", matchIfMissing = true)
    OutboxHealth outboxHealthIndicator(OutboxRelay relay) {
        return new OutboxHealth(relay);
    }
}
