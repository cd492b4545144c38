package io.govshare.catalog.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogServiceTest;
import io.govshare.catalog.subscription.EventStream.Event;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.seal.SdJwt;
import io.govshare.proof.seal.SealedStatement;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class EventsIntegrationTests extends CatalogServiceTest {

    private static final String FULL = "{\"name\":\"Ada\",\"amount\":12.50,\"plate\":\"B-1\",\"secret\":\"only ours\"}";

    @Autowired
    private DataSource dataSource;

    private String url(UUID dataset) {
        return "http://127.0.0.1:" + port + API + "/datasets/" + dataset + "/events";
    }

    private EventStream follow(UUID dataset, String token, @Nullable String lastEventId) {
        return EventStream.open(url(dataset), token, lastEventId);
    }

    private EventStream follow(UUID dataset, String token) {
        return follow(dataset, token, null);
    }

    private void publishNext(UUID dataset, UUID record, int version, String json) {
        send(
                        "PUT",
                        API + "/datasets/" + dataset + "/records/" + record,
                        publisher("north"),
                        BodyPublishers.ofString(json),
                        "Content-Type",
                        "application/json",
                        "If-Match",
                        "\"" + version + "\"")
                .expect(200);
    }

    private void revoke(UUID agreement) {
        post("/agreements/" + agreement + "/revocation", admin("north"), "{\"reason\":\"misuse\"}")
                .expect(200);
    }

    private static UUID record(Event event) {
        assertThat(event.type()).isEqualTo("record");
        return UUID.fromString(event.json().path("record").asString());
    }

    @Test
    void aFollowerGetsTheAgreedFieldsOfANewVersionAndTheAccessIsRecorded() {
        UUID dataset = dataset("north", "conditional");
        UUID agreement = agreement(dataset, "north", "south", "road safety", "plate", "name");
        publish(dataset, "north", FULL);
        try (EventStream events = EventStream.open(
                url(dataset) + "?purpose=road%20safety&agreement=" + agreement, consumer("south"), null)) {
            UUID record = publish(dataset, "north", FULL);
            Event event = events.next();
            assertThat(record(event)).isEqualTo(record);
            assertThat(event.json().path("fields").propertyNames()).containsExactly("name", "plate");
            assertThat(SdJwt.parse(event.json().path("sdJwt").asString()).fields())
                    .containsOnlyKeys("name", "plate");
            SealedStatement access =
                    SealedStatement.parse(jdbc.sql("select sealed from statement where entry = decode(?, 'base64')")
                            .param(event.json()
                                            .path("accessEntry")
                                            .asString()
                                            .replace('-', '+')
                                            .replace('_', '/') + "=")
                            .query(String.class)
                            .single());
            assertThat(access.type().wireName()).isEqualTo("access.granted");
            assertThat(access.payload().members())
                    .containsEntry("reader", new JsonValue.Text("south"))
                    .containsEntry("purpose", new JsonValue.Text("road safety"))
                    .containsEntry("agreement", new JsonValue.Text(agreement.toString()))
                    .containsEntry("record", new JsonValue.Text(record.toString()));
        }
    }

    @Test
    void whoComesAgainWithTheLastIdMissesNothing() {
        UUID dataset = dataset("north", "open");
        UUID first;
        String last;
        try (EventStream events = follow(dataset, consumer("south"))) {
            first = publish(dataset, "north", FULL);
            Event event = events.next();
            assertThat(record(event)).isEqualTo(first);
            last = event.id();
        }
        publishNext(dataset, first, 1, FULL);
        publishNext(dataset, first, 2, FULL);
        UUID second = publish(dataset, "north", FULL);
        try (EventStream events = follow(dataset, consumer("south"), last)) {
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Event event = events.next();
                seen.add(record(event) + "/" + event.json().path("version").asInt());
            }
            assertThat(seen).containsExactly(first + "/2", first + "/3", second + "/1");
            assertThat(events.isSilent(Duration.ofMillis(600))).isTrue();
        }
    }

    @Test
    void aTransactionThatCommitsLateIsNotOvertaken() throws SQLException {
        UUID dataset = dataset("north", "open");
        try (EventStream events = follow(dataset, consumer("south"));
                Connection slow = dataSource.getConnection()) {
            slow.setAutoCommit(false);
            try (Statement write = slow.createStatement()) {
                // Takes its number and its place in the order, and commits only below.
                write.execute("select pg_current_xact_id(), nextval('publication_position_seq')");
            }
            UUID later = publish(dataset, "north", FULL);
            assertThat(events.isSilent(Duration.ofSeconds(1))).isTrue();
            slow.commit();
            assertThat(record(events.next())).isEqualTo(later);
        }
    }

    @Test
    void aStreamEndsWithTheAgreement() {
        UUID dataset = dataset("north", "conditional");
        UUID agreement = agreement(dataset, "north", "south", "road safety", "name");
        try (EventStream idle = EventStream.open(
                url(dataset) + "?purpose=road%20safety&agreement=" + agreement, consumer("south"), null)) {
            UUID before = publish(dataset, "north", FULL);
            assertThat(record(idle.next())).isEqualTo(before);
            revoke(agreement);
            UUID after = publish(dataset, "north", FULL);
            assertThat(idle.next(Duration.ofSeconds(3)).type()).isEqualTo("end");
            assertThat(idle.isGone()).isTrue();
            assertThat(count(
                            "select count(*) from statement where type = 'access.granted' and sealed like ?",
                            "%" + after + "%"))
                    .isZero();
        }
    }

    @Test
    void aSilentStreamEndsWithinTwoSecondsOfTheAgreement() {
        UUID dataset = dataset("north", "conditional");
        UUID agreement = agreement(dataset, "north", "south", "road safety", "name");
        try (EventStream events = EventStream.open(
                url(dataset) + "?purpose=road%20safety&agreement=" + agreement, consumer("south"), null)) {
            revoke(agreement);
            assertThat(events.next(Duration.ofSeconds(2)).type()).isEqualTo("end");
            assertThat(events.isGone()).isTrue();
        }
    }

    @Test
    void aStreamEndsWhenTheAgencyIsSuspended() {
        UUID dataset = dataset("north", "open");
        try (EventStream events = follow(dataset, consumer("east"))) {
            IDENTITY.setStatus("east", "suspended");
            assertThat(events.next().type()).isEqualTo("end");
        } finally {
            IDENTITY.setStatus("east", "active");
        }
    }

    @Test
    void whoMayNotReadMayNotFollow() throws IOException {
        UUID dataset = dataset("north", "conditional");
        agreement(dataset, "north", "south", "road safety", "name");
        long before = count("select count(*) from statement where type = 'access.denied' and reader = 'east'");
        Answer refused =
                get("/datasets/" + dataset + "/events", consumer("east")).expectProblem(403, "CAT-4001");
        assertThat(refused.at("reason")).isEqualTo("no-agreement");
        assertThat(count("select count(*) from statement where type = 'access.denied' and reader = 'east'"))
                .isEqualTo(before + 1);
        get("/datasets/" + dataset("north", "restricted") + "/events", consumer("east"))
                .expectProblem(404, "REQ-1005");
        get("/datasets/" + UUID.randomUUID() + "/events", consumer("east")).expectProblem(404, "REQ-1005");
        HttpResponse<InputStream> asBrowser = EventStream.ask(url(dataset), consumer("east"), null);
        assertThat(asBrowser.statusCode()).isEqualTo(403);
        try (InputStream body = asBrowser.body()) {
            assertThat(JSON.readTree(body).path("code").asString()).isEqualTo("CAT-4001");
        }
    }

    @Test
    void aCitizenFollowsThePublicFieldsOfAnOpenDataset() {
        UUID dataset = dataset("north", "open");
        try (EventStream events = follow(dataset, tokens.person("c", "citizen"))) {
            publish(dataset, "north", FULL);
            assertThat(events.next().json().path("fields").propertyNames()).containsExactly("name");
        }
    }

    @Test
    void aCorruptVersionIsPassedOver() {
        UUID dataset = dataset("north", "open");
        EventStream.Event last;
        try (EventStream events = follow(dataset, consumer("south"))) {
            publish(dataset, "north", FULL);
            last = events.next();
        }
        UUID corrupt = publish(dataset, "north", FULL);
        jdbc.sql("update record_version set disclosures = set_byte(disclosures, 3, 255 - get_byte(disclosures, 3))"
                        + " where record = ?")
                .param(corrupt)
                .update();
        UUID sound = publish(dataset, "north", FULL);
        try (EventStream events = follow(dataset, consumer("south"), last.id())) {
            assertThat(record(events.next())).isEqualTo(sound);
        } finally {
            jdbc.sql("update record_version set disclosures = set_byte(disclosures, 3, 255 - get_byte(disclosures, 3))"
                            + " where record = ?")
                    .param(corrupt)
                    .update();
        }
    }

    @Test
    void anOperatorHasABoundedNumberOfStreams() {
        UUID dataset = dataset("north", "open");
        String token = tokens.person("many", "citizen");
        List<EventStream> open = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                open.add(follow(dataset, token));
            }
            Answer fifth = get("/datasets/" + dataset + "/events", token).expectProblem(429, "CAT-8001");
            assertThat(fifth.header("Retry-After")).isNotEmpty();
            try (EventStream another = follow(dataset, tokens.person("other", "citizen"))) {
                assertThat(another.beats()).isTrue();
            }
        } finally {
            open.forEach(EventStream::close);
        }
        await("a stream is free again", () -> {
            HttpResponse<InputStream> again = EventStream.ask(url(dataset), token, null);
            try (InputStream _ = again.body()) {
                return again.statusCode() == 200;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void aPositionThatTheStreamNeverGaveIsRefused() throws IOException {
        UUID dataset = dataset("north", "open");
        for (String position : List.of("x", "1", "999999999999999999-1", "9999999999999999999-1", "-1-1")) {
            HttpResponse<InputStream> answer = EventStream.ask(url(dataset), consumer("south"), position);
            try (InputStream body = answer.body()) {
                assertThat(answer.statusCode()).as(position).isEqualTo(400);
                assertThat(JSON.readTree(body).path("code").asString()).isEqualTo("CAT-8002");
            }
        }
    }

    @Test
    void aNewVersionArrivesWithinTwoSeconds() {
        UUID dataset = dataset("north", "conditional");
        UUID agreement = agreement(dataset, "north", "south", "road safety", "name");
        List<Long> took = new ArrayList<>();
        try (EventStream events = EventStream.open(
                url(dataset) + "?purpose=road%20safety&agreement=" + agreement, consumer("south"), null)) {
            Map<UUID, Long> begun = new HashMap<>();
            for (int i = 0; i < 100; i++) {
                long before = System.nanoTime();
                begun.put(publish(dataset, "north", FULL), before);
            }
            for (int i = 0; i < 100; i++) {
                Event event = events.next();
                took.add(event.at() - Objects.requireNonNull(begun.remove(record(event))));
            }
        }
        took.sort(null);
        Duration half = Duration.ofNanos(took.get(50));
        Duration p99 = Duration.ofNanos(took.get(98));
        System.out.println("publish to stream: p50 " + half.toMillis() + " ms, p99 " + p99.toMillis() + " ms of 100");
        assertThat(p99).isLessThan(Duration.ofSeconds(2));
    }
}
