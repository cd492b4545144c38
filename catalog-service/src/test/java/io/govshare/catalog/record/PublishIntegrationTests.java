package io.govshare.catalog.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogServiceTest;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.seal.Entry;
import io.govshare.proof.seal.PublicKeys;
import io.govshare.proof.seal.SdJwt;
import io.govshare.starter.agency.AgencyDirectory;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PublishIntegrationTests extends CatalogServiceTest {

    @Autowired
    private AgencyDirectory directory;

    private Answer put(UUID dataset, UUID record, String etag, String json) {
        String path = API + "/datasets/" + dataset + "/records/" + record;
        String[] headers = etag.isEmpty()
                ? new String[] {"Content-Type", "application/json"}
                : new String[] {"Content-Type", "application/json", "If-Match", etag};
        return send("PUT", path, publisher("north"), BodyPublishers.ofString(json), headers);
    }

    @Test
    void aPublishedRecordIsSealedByItsAgencyAndReadBackDigitByDigit() {
        UUID dataset = dataset("north", "conditional");
        Answer published = post(
                        "/datasets/" + dataset + "/records",
                        publisher("north"),
                        "{\"name\":\"Ägäis ☃\",\"amount\":255296.950000000000000000001,\"secret\":null}")
                .expect(201);
        assertThat(published.header("ETag")).isEqualTo("\"1\"");
        assertThat(published.at("state")).isEqualTo("PUBLISHED");

        Answer read =
                get("/records/" + published.at("record"), publisher("north")).expect(200);
        assertThat(read.text()).contains("\"amount\":255296.950000000000000000001");
        SdJwt view = SdJwt.parse(read.at("sdJwt"));
        assertThat(Entry.of(view.statement().compact()).base64Url()).isEqualTo(published.at("entry"));
        assertThat(view.fields())
                .containsEntry("name", JsonValue.of("Ägäis ☃"))
                .containsEntry("secret", JsonValue.NULL);
        assertThat(view.version()).isEqualTo(new SdJwt.Version(dataset.toString(), 1, java.util.Optional.empty()));
        JsonValue.Builder jwk = JsonValue.Obj.builder();
        directory.key(view.statement().kid()).orElseThrow().jwk().forEach(jwk::add);
        assertThat(view.statement().verify(PublicKeys.fromJwk(jwk.build()))).isTrue();
        assertThat(view.statement().issuer()).isEqualTo("north");
        assertThat(view.statement().operator()).isEqualTo("north-publisher");
    }

    @Test
    void nothingOfTheContentIsStoredInTheClear() {
        UUID dataset = dataset("north", "conditional");
        UUID record = publish(dataset, "north", "{\"name\":\"Unmistakable-Name\"}");
        String row = jdbc.sql("select v::text || encode(disclosures, 'escape') from record_version v where record = ?")
                .param(record)
                .query(String.class)
                .single();
        assertThat(row).doesNotContain("Unmistakable").contains(record.toString());
    }

    @Test
    void whatTheSchemaRefusesIsRefusedWithTheFieldAndLeavesNothing() {
        UUID dataset = dataset("north", "conditional");
        Answer refused = post(
                        "/datasets/" + dataset + "/records", publisher("north"), "{\"name\":\"x\",\"amount\":\"1\"}")
                .expectProblem(422, "CAT-2003");
        assertThat(refused.at("field")).isEqualTo("amount");
        post("/datasets/" + dataset + "/records", publisher("north"), "{\"amount\":1}")
                .expectProblem(422, "CAT-2003");
        post("/datasets/" + dataset + "/records", publisher("north"), "{\"name\":\"x\",\"other\":1}")
                .expectProblem(422, "CAT-2003");
        assertThat(count("select count(*) from record_version where dataset = ?", dataset))
                .isZero();
    }

    @Test
    void onlyAPublisherOfTheDatasetsAgencyPublishes() {
        UUID dataset = dataset("north", "conditional");
        String path = "/datasets/" + dataset + "/records";
        post(path, publisher("south"), "{\"name\":\"x\"}").expectProblem(403, "CAT-2002");
        post(path, consumer("north"), "{\"name\":\"x\"}").expectProblem(403, "CAT-2002");
        post(path, tokens.person("someone", "citizen"), "{\"name\":\"x\"}").expectProblem(403, "CAT-2002");
        post("/datasets/" + UUID.randomUUID() + "/records", publisher("north"), "{\"name\":\"x\"}")
                .expectProblem(404, "CAT-1001");
    }

    @Test
    void versionsAreChainedAndNeedTheOneTheyFollow() {
        UUID dataset = dataset("north", "conditional");
        UUID record = publish(dataset, "north", "{\"name\":\"one\"}");
        put(dataset, record, "", "{\"name\":\"two\"}").expectProblem(428, "CAT-2005");
        put(dataset, record, "\"7\"", "{\"name\":\"two\"}").expectProblem(412, "CAT-2006");
        put(dataset, record, "nonsense", "{\"name\":\"two\"}").expectProblem(412, "CAT-2006");
        put(dataset, UUID.randomUUID(), "\"1\"", "{\"name\":\"two\"}").expectProblem(404, "CAT-2004");
        Answer second = put(dataset, record, "\"1\"", "{\"name\":\"two\"}").expect(200);
        assertThat(second.header("ETag")).isEqualTo("\"2\"");

        Answer first =
                get("/records/" + record + "?version=1", publisher("north")).expect(200);
        Answer latest = get("/records/" + record, publisher("north")).expect(200);
        assertThat(latest.json().path("fields").path("name").asString()).isEqualTo("two");
        assertThat(SdJwt.parse(latest.at("sdJwt")).version().previous())
                .contains(Hash.fromBase64Url(first.at("entry")));
        get("/records/" + record + "?version=3", publisher("north")).expectProblem(404, "CAT-2004");
    }

    @Test
    void ofManyWritersOfTheSameVersionOneWins() throws Exception {
        UUID dataset = dataset("north", "conditional");
        UUID record = publish(dataset, "north", "{\"name\":\"one\"}");
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String json = "{\"name\":\"writer " + i + "\"}";
                answers.add(
                        threads.submit(() -> put(dataset, record, "\"1\"", json).status()));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        }
        assertThat(count("select count(*) from record_version where record = ? and latest", record))
                .isOne();
        assertThat(count("select max(version) from record_version where record = ?", record))
                .isEqualTo(2);
    }

    @Test
    void recordsListByPageInTheOrderOfPublishing() {
        UUID dataset = dataset("north", "conditional");
        List<UUID> published = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            published.add(publish(dataset, "north", "{\"name\":\"n" + i + "\"}"));
        }
        List<UUID> listed = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = get("/datasets/" + dataset + "/records?limit=2" + cursor, consumer("south"))
                    .expect(200);
            page.json()
                    .path("records")
                    .forEach(record ->
                            listed.add(UUID.fromString(record.path("record").asString())));
            cursor = page.at("next").isEmpty() ? "" : "&cursor=" + page.at("next");
        } while (!cursor.isEmpty());
        assertThat(listed).isEqualTo(published);
        Answer refused = get("/datasets/" + dataset + "/records?limit=0", consumer("south"));
        assertThat(refused.expectProblem(400, "REQ-1003").at("parameter")).isEqualTo("limit");
        get("/datasets/" + dataset + "/records?cursor=x", consumer("south")).expectProblem(400, "REQ-1003");
    }
}
