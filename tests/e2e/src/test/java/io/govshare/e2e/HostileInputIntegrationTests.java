package io.govshare.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.stack.client.Answer;
import io.govshare.stack.client.Operator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever comes in, the answer is a problem that says what is wrong, and the next good request works. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputIntegrationTests {

    private static final Path SHARED = Path.of("../../../shared/data/hostile");

    private final World world = World.world();
    private final Operator publisher = world.operator("legal-admin");
    private final UUID dataset = world.dataset("legal", "open");
    private final String records = "/api/catalog/v1/datasets/" + dataset + "/records";

    record Hostile(String name, byte[] body) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Our own, and every text of the JSON parsing test suite that must be refused where it is at hand. */
    static Stream<Hostile> notJson() throws IOException {
        List<Hostile> inputs = new ArrayList<>();
        Map.ofEntries(
                        Map.entry("nothing", ""),
                        Map.entry("unclosed object", "{\"name\":\"a\""),
                        Map.entry("duplicate key", "{\"name\":\"a\",\"name\":\"b\"}"),
                        Map.entry("trailing comma", "{\"name\":\"a\",}"),
                        Map.entry("trailing text", "{\"name\":\"a\"} {"),
                        Map.entry("single quotes", "{'name':'a'}"),
                        Map.entry("comment", "{/**/\"name\":\"a\"}"),
                        Map.entry("NaN", "{\"name\":\"a\",\"amount\":NaN}"),
                        Map.entry("leading zero", "{\"name\":\"a\",\"amount\":01}"),
                        Map.entry("control character", "{\"name\":\"a\u0001b\"}"),
                        Map.entry("lone surrogate", "{\"name\":\"\\ud800\"}"),
                        Map.entry("deep nesting", "[".repeat(100_000)),
                        Map.entry("deep objects", "{\"name\":".repeat(10_000)),
                        Map.entry("long number", "{\"name\":\"a\",\"amount\":" + "9".repeat(5_000) + "}"),
                        Map.entry("array instead of object", "[{\"name\":\"a\"}]"),
                        Map.entry("null", "null"))
                .forEach((name, text) -> inputs.add(new Hostile(name, text.getBytes(StandardCharsets.UTF_8))));
        inputs.add(new Hostile(
                "bad UTF-8", new byte[] {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xc3, '"', '}'}));
        inputs.add(new Hostile("UTF-16", "{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_16)));
        Path suite = SHARED.resolve("jsontestsuite");
        if (Files.isDirectory(suite)) {
            try (Stream<Path> files = Files.walk(suite)) {
                for (Path file : files.filter(f -> f.getFileName().toString().startsWith("n_"))
                        .sorted()
                        .toList()) {
                    inputs.add(new Hostile(file.getFileName().toString(), Files.readAllBytes(file)));
                }
            }
        }
        return inputs.stream();
    }

    @ParameterizedTest
    @MethodSource("notJson")
    void isRefusedWithAProblemAndTheNextGoodRequestWorks(Hostile input) {
        Answer answer = publisher.send("POST", records, input.body(), "application/json");

        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertThat(answer.problem()).as(answer.text()).isNotEmpty();
        assertThat(answer.json().path("detail").asString()).isNotBlank();
        publishesSomethingGood();
    }

    private void publishesSomethingGood() {
        publisher.publishes(dataset, Map.of("name", "good")).expect(201);
    }

    @Test
    void badFieldsAreNamed() {
        JsonNode problem = publisher
                .send("POST", records, "{\"amount\":\"seven\"}".getBytes(StandardCharsets.UTF_8), "application/json")
                .expect(422)
                .json();
        assertThat(problem.toString()).contains("name").contains("amount");
        publishesSomethingGood();
    }

    @Test
    void everyNaughtyTextComesBackAsItWentIn() throws IOException {
        List<String> texts = new ArrayList<>(List.of(
                "'; drop table record_version; --",
                "<script>alert(1)</script>",
                "${jndi:ldap://127.0.0.1/a}",
                "#{T(java.lang.Runtime).getRuntime()}",
                "../../../../etc/passwd",
                "\u202eright to left\u202c",
                "zero\u200bwidth",
                "𝕋𝕖𝕤𝕥 😀 👩‍👩‍👧‍👦",
                "田中さんにあげて下さい",
                "%s%n%x",
                "line\nbreak\ttab",
                "ﬀ ﬃ Å Å"));
        Path list = SHARED.resolve("blns.json");
        if (Files.isRegularFile(list)) {
            JsonMapper.shared().readTree(list.toFile()).forEach(text -> texts.add(text.asString()));
        }
        for (String text : texts) {
            Answer published = publisher.publishes(dataset, Map.of("name", text));
            if (published.status() != 201) {
                assertThat(published.status())
                        .as("%s: %s", text, published.text())
                        .isBetween(400, 499);
                assertThat(published.problem()).as(text).isNotEmpty();
                publishesSomethingGood();
                continue;
            }
            UUID record = UUID.fromString(published.json().path("record").asString());
            JsonNode view = publisher.reads(record, "test", null).expect(200).json();
            assertThat(view.path("fields").path("name").asString()).isEqualTo(text);
        }
    }

    @Test
    void badLinesOfABulkAreNamedByLineAndReasonAndTheGoodOnesAreKept() {
        String lines =
                "{\"name\":\"one\"}\n{\"name\":2}\nnot json\n{\"name\":\"four\",\"amount\":1.5}\n{\"name\":\"five\"}\n";
        JsonNode report = publisher
                .send(
                        "POST",
                        records + "/bulk?onError=keep",
                        lines.getBytes(StandardCharsets.UTF_8),
                        "application/x-ndjson",
                        "Idempotency-Key",
                        UUID.randomUUID().toString())
                .expect(200)
                .json();
        assertThat(report.path("accepted").asInt()).isEqualTo(2);
        assertThat(report.path("rejected").asInt()).isEqualTo(3);
        List<Integer> numbers = new ArrayList<>();
        report.path("errors").forEach(error -> numbers.add(error.path("line").asInt()));
        assertThat(numbers).containsExactly(2, 3, 4);
        publishesSomethingGood();
    }

    @Test
    void aBulkThatIsRefusedWholeLeavesNothing() {
        UUID own = world.dataset("legal", "open");
        Answer refused = publisher.send(
                "POST",
                "/api/catalog/v1/datasets/" + own + "/records/bulk?onError=refuse",
                "{\"name\":\"one\"}\n{}\n".getBytes(StandardCharsets.UTF_8),
                "application/x-ndjson",
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertThat(refused.status()).as(refused.text()).isBetween(400, 499);
        assertThat(refused.problem()).as(refused.text()).isNotEmpty();
        assertThat(publisher
                        .listsRecords(own, null, 10)
                        .expect(200)
                        .json()
                        .path("records")
                        .size())
                .isZero();
        publisher.publishes(own, Map.of("name", "good")).expect(201);
    }

    @Test
    void tooLargeARecordIsRefusedAndTheNextGoodOneIsTaken() {
        byte[] large = ("{\"name\":\"" + "a".repeat(8 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        Answer refused = publisher.send("POST", records, large, "application/json");
        assertThat(refused.status()).as(refused.text()).isIn(400, 413, 422);
        assertThat(refused.problem()).as(refused.text()).isNotEmpty();
        publishesSomethingGood();
    }
}
