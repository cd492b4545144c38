package io.govshare.starter.agency;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.starter.TestApplication;
import io.govshare.testkit.infrastructure.TestInfrastructure;
import io.govshare.testkit.infrastructure.Waiting;
import io.govshare.testkit.spring.GovShareIntegrationTest;
import io.govshare.testkit.spring.TestAgencies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@GovShareIntegrationTest(classes = TestApplication.class)
class AgencyDirectoryIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KID = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";

    @Autowired
    AgencyDirectory directory;

    @Autowired
    TestAgencies agencies;

    @Autowired
    TestInfrastructure infrastructure;

    @Test
    void announcedAgencyAndItsKeysAreKnown() {
        agencies.announce("medical", "active", List.of(key("active")));

        Waiting.until("medical", PATIENCE, () -> directory.key(KID).isPresent());
        Agency agency = directory.agency("medical").orElseThrow();
        assertThat(agency.isActive()).isTrue();
        assertThat(directory.all()).contains(agency);
        AgencyKey key = directory.key(KID).orElseThrow();
        assertThat(key.agency()).isEqualTo("medical");
        assertThat(key.jwk()).containsEntry("kty", "EC");
        assertThat(key.isValidAt(Instant.parse("2026-06-01T00:00:00Z"))).isTrue();
        assertThat(key.isValidAt(Instant.parse("2025-12-31T23:59:59Z"))).isFalse();
        assertThat(key.isValidAt(Instant.parse("2027-01-01T00:00:00Z"))).isFalse();
        assertThat(directory.agency("nowhere")).isEmpty();
    }

    @Test
    void directoryOfANewProcessShowsNothingBeforeItHasReadAll() {
        agencies.announce("education", "active", List.of());
        agencies.announce("education", "suspended", List.of());
        KafkaAgencyDirectory another = new KafkaAgencyDirectory(
                () -> new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                infrastructure.kafka().bootstrapServers(),
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()),
                "govshare.identity.agency-changed.v1");
        assertThat(another.isReady()).isFalse();
        assertThat(new AgencyDirectoryHealth(another).health().getStatus().getCode())
                .isEqualTo("OUT_OF_SERVICE");

        another.start();
        try {
            Waiting.until("the directory", PATIENCE, another::isReady);
            assertThat(another.agency("education").orElseThrow().isActive()).isFalse();
        } finally {
            another.stop();
        }
    }

    private static Map<String, Object> key(String status) {
        return Map.of(
                "kid",
                KID,
                "jwk",
                Map.of("kty", "EC", "crv", "P-256", "x", "x", "y", "y"),
                "status",
                status,
                "validFrom",
                "2026-01-01T00:00:00Z",
                "validUntil",
                "2027-01-01T00:00:00Z");
    }
}
