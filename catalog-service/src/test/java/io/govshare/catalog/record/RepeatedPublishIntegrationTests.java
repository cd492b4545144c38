package io.govshare.catalog.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A record sent more than once under one Idempotency-Key. */
class RepeatedPublishIntegrationTests extends CatalogServiceTest {

    private static final String ONE = "{\"name\":\"one\",\"amount\":1.10}";

    private Answer publishOnce(UUID dataset, String key, String json) {
        return send(
                "POST",
                API + "/datasets/" + dataset + "/records",
                publisher("north"),
                BodyPublishers.ofString(json),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                key);
    }

    private long records(UUID dataset) {
        return count("select count(*) from record_version where dataset = ?", dataset);
    }

    @Test
    void aRepetitionGetsTheFirstAnswerAndPublishesNothing() {
        UUID dataset = dataset("north", "conditional");
        Answer first = publishOnce(dataset, "k", ONE).expect(201);
        Answer again = publishOnce(dataset, "k", "{ \"amount\": 1.10, \"name\": \"one\" }")
                .expect(201);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo("\"1\"");
        assertThat(records(dataset)).isEqualTo(1);
    }

    @Test
    void aRepetitionGetsTheFirstVersionEvenWhenAnotherFollowedIt() {
        UUID dataset = dataset("north", "conditional");
        Answer first = publishOnce(dataset, "k", ONE).expect(201);
        send(
                        "PUT",
                        API + "/datasets/" + dataset + "/records/" + first.at("record"),
                        publisher("north"),
                        BodyPublishers.ofString("{\"name\":\"two\"}"),
                        "Content-Type",
                        "application/json",
                        "If-Match",
                        "\"1\"")
                .expect(200);

        assertThat(publishOnce(dataset, "k", ONE).expect(201).text()).isEqualTo(first.text());
    }

    @Test
    void theKeyOfAnotherRecordIsRefused() {
        UUID dataset = dataset("north", "conditional");
        publishOnce(dataset, "k", ONE).expect(201);
        for (String other : List.of(
                "{\"name\":\"one\"}",
                "{\"name\":\"one\",\"amount\":1.11}",
                "{\"name\":\"one\",\"amount\":1.10,\"secret\":null}")) {
            Answer refused = publishOnce(dataset, "k", other).expectProblem(422, "CAT-2013");
            assertThat(refused.at("parameter")).isEqualTo("Idempotency-Key");
        }
        assertThat(records(dataset)).isEqualTo(1);
    }

    @Test
    void aKeyBelongsToOneDataset() {
        UUID dataset = dataset("north", "conditional");
        UUID other = dataset("north", "conditional");
        String first = publishOnce(dataset, "k", ONE).expect(201).at("record");
        assertThat(publishOnce(other, "k", ONE).expect(201).at("record")).isNotEqualTo(first);
    }

    @Test
    void keysAreBounded() {
        UUID dataset = dataset("north", "conditional");
        publishOnce(dataset, "k".repeat(128), ONE).expect(201);
        for (String key : List.of("k".repeat(129), "two words")) {
            assertThat(publishOnce(dataset, key, ONE)
                            .expectProblem(400, "REQ-1003")
                            .at("parameter"))
                    .isEqualTo("Idempotency-Key");
        }
        assertThat(records(dataset)).isEqualTo(1);
    }

    @Test
    void ofManyAtTheSameTimeOnePublishesAndAllGetItsRecord() throws Exception {
        UUID dataset = dataset("north", "conditional");
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
            CountDownLatch start = new CountDownLatch(1);
            for (int i = 0; i < 8; i++) {
                answers.add(senders.submit(() -> {
                    start.await();
                    return publishOnce(dataset, "k", ONE);
                }));
            }
            start.countDown();
        }
        List<String> texts = new ArrayList<>();
        for (Future<Answer> answer : answers) {
            texts.add(answer.get().expect(201).text());
        }
        assertThat(texts).hasSize(8).containsOnly(texts.getFirst());
        assertThat(records(dataset)).isEqualTo(1);
    }

    @Test
    void aCrashBeforeTheCommitLeavesNothingAndTheSameRequestPublishes() {
        UUID dataset = dataset("north", "conditional");
        // The connection dies behind the record and its key, before the announcement.
        jdbc.sql("""
                create function die() returns trigger language plpgsql as
                $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$
                """).update();
        jdbc.sql("create trigger die before insert on outbox for each row when (new.key = '" + dataset
                        + "') execute function die()")
                .update();
        try {
            assertThat(publishOnce(dataset, "k", ONE).status()).isGreaterThanOrEqualTo(500);
        } finally {
            jdbc.sql("drop trigger die on outbox").update();
            jdbc.sql("drop function die()").update();
        }
        assertThat(records(dataset)).isZero();
        assertThat(count("select count(*) from publication_key where dataset = ?", dataset))
                .isZero();

        Answer first = publishOnce(dataset, "k", ONE).expect(201);
        assertThat(publishOnce(dataset, "k", ONE).expect(201).text()).isEqualTo(first.text());
        assertThat(records(dataset)).isEqualTo(1);
    }

    @Test
    void keysGoWhenTheyAreOldAndOthersCome() {
        UUID dataset = dataset("north", "conditional");
        publishOnce(dataset, "old", ONE).expect(201);
        publishOnce(dataset, "young", ONE).expect(201);
        jdbc.sql("update publication_key set published_at = ? where dataset = ? and idempotency_key = 'old'")
                .param(OffsetDateTime.now(ZoneOffset.UTC).minusDays(7).minusMinutes(1))
                .param(dataset)
                .update();
        publishOnce(dataset, "new", ONE).expect(201);

        assertThat(jdbc.sql("select idempotency_key from publication_key where dataset = ? order by 1")
                        .param(dataset)
                        .query(String.class)
                        .list())
                .containsExactly("new", "young");
    }

    @Test
    void noHashOfTheContentOutlivesIt() {
        UUID dataset = dataset("north", "conditional");
        UUID record = publishOnce(dataset, "k", ONE).expect(201).id("record");
        post("/records/" + record + "/erasure", admin("north"), "{\"reason\":\"asked to\"}")
                .expect(200);

        publishOnce(dataset, "k", ONE).expectProblem(410, "CAT-2012");
    }
}
