package io.govshare.catalog.removal;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogServiceTest;
import io.govshare.catalog.dataset.Datasets;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.seal.SealedStatement;
import io.govshare.testkit.MutableClock;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class RetentionIntegrationTests extends CatalogServiceTest {

    @Autowired
    private Datasets datasets;

    @Autowired
    private Removals removals;

    @Autowired
    private TransactionTemplate transactions;

    private Retention in(Duration time) {
        return new Retention(
                jdbc,
                datasets,
                removals,
                transactions,
                MutableClock.at(Instant.now().plus(time)));
    }

    private Answer keep(UUID dataset, String token, String body) {
        return send(
                "PUT",
                API + "/datasets/" + dataset + "/retention",
                token,
                BodyPublishers.ofString(body),
                "Content-Type",
                "application/json");
    }

    private UUID filled(int records) {
        UUID dataset = dataset("north", "conditional");
        String lines = IntStream.range(0, records)
                .mapToObj(i -> "{\"name\":\"n" + i + "\"}\n")
                .collect(Collectors.joining());
        send(
                        "POST",
                        API + "/datasets/" + dataset + "/records/bulk",
                        publisher("north"),
                        BodyPublishers.ofString(lines),
                        "Content-Type",
                        "application/x-ndjson",
                        "Idempotency-Key",
                        "k")
                .expect(200);
        return dataset;
    }

    private long erased(UUID dataset) {
        return count("select count(*) from record_version where dataset = ? and erased_by is not null", dataset);
    }

    private List<SealedStatement> erasures(UUID dataset) {
        return jdbc.sql("select sealed from statement where type = 'record.erased'").query(String.class).list().stream()
                .map(SealedStatement::parse)
                .filter(statement -> JsonValue.of(dataset.toString())
                        .equals(statement.payload().members().get("dataset")))
                .toList();
    }

    @Test
    void whatIsOverAgeIsErasedOnceByHoweverManyInstances() throws Exception {
        int records = 2 * Retention.BATCH + 20;
        UUID dataset = filled(records);
        UUID kept = filled(3);
        keep(dataset, admin("north"), "{\"days\":30}").expect(200);
        in(Duration.ofDays(30).minusMinutes(5)).run();
        assertThat(erased(dataset)).isZero();

        Retention late = in(Duration.ofDays(30).plusMinutes(5));
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<?> each : List.of(many.submit(late::run), many.submit(late::run), many.submit(late::run))) {
                each.get();
            }
        }
        late.run();

        assertThat(erased(dataset)).isEqualTo(records);
        assertThat(erased(kept)).isZero();
        assertThat(erasures(dataset)).hasSize(records).allSatisfy(statement -> {
            assertThat(statement.operator()).isEqualTo("retention");
            assertThat(statement.payload().members())
                    .containsEntry("reason", JsonValue.of("retention"))
                    .containsEntry("retentionDays", JsonValue.of("30"));
        });
    }

    @Test
    void aRecordIsAsOldAsItsLatestVersion() {
        UUID dataset = dataset("north", "conditional");
        UUID changed = publish(dataset, "north", "{\"name\":\"a\"}");
        UUID unchanged = publish(dataset, "north", "{\"name\":\"a\"}");
        send(
                        "PUT",
                        API + "/datasets/" + dataset + "/records/" + changed,
                        publisher("north"),
                        BodyPublishers.ofString("{\"name\":\"b\"}"),
                        "Content-Type",
                        "application/json",
                        "If-Match",
                        "\"1\"")
                .expect(200);
        jdbc.sql(
                        "update record_version set sealed_at = sealed_at - interval '2 days' where dataset = ? and version = 1")
                .param(dataset)
                .update();
        keep(dataset, admin("north"), "{\"days\":1}").expect(200);
        in(Duration.ZERO).run();

        get("/records/" + changed, publisher("north")).expect(200);
        assertThat(count("select count(*) from record_version where record = ? and erased_by is not null", unchanged))
                .isEqualTo(1);
    }

    @Test
    void thePeriodIsForTheDatasetsAgencyToSet() {
        UUID dataset = dataset("north", "conditional");
        String path = "/datasets/" + dataset + "/retention";
        get(path, publisher("north")).expectProblem(404, "CAT-8003");
        for (String token : List.of(publisher("north"), admin("south"), tokens.person("p", "platform-operator"))) {
            keep(dataset, token, "{\"days\":1}").expectProblem(403, "CAT-8001");
            send("DELETE", API + path, token, BodyPublishers.noBody()).expectProblem(403, "CAT-8001");
        }
        for (String body : List.of("{}", "{\"days\":0}", "{\"days\":-1}", "{\"days\":36501}")) {
            assertThat(keep(dataset, admin("north"), body)
                            .expectProblem(400, "REQ-1002")
                            .at("field"))
                    .isEqualTo("days");
        }
        for (String body : List.of("{\"days\":\"x\"}", "{\"days\":99999999999}", "[]")) {
            assertThat(keep(dataset, admin("north"), body).status()).isEqualTo(400);
        }
        keep(dataset("north", "restricted"), admin("south"), "{\"days\":1}").expectProblem(404, "CAT-1001");

        keep(dataset, admin("north"), "{\"days\":36500}").expect(200);
        assertThat(keep(dataset, admin("north"), "{\"days\":7}").expect(200).text())
                .isEqualTo("{\"days\":7}");
        assertThat(get(path, consumer("south")).expect(200).text()).isEqualTo("{\"days\":7}");
        send("DELETE", API + path, admin("north"), BodyPublishers.noBody()).expect(204);
        get(path, publisher("north")).expectProblem(404, "CAT-8003");
    }
}
