package io.govshare.catalog.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogServiceTest;
import io.govshare.catalog.HostileTexts;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HostileRecordsIntegrationTests extends CatalogServiceTest {

    private static final String ANY = "{\"type\":\"object\"}";

    private Answer publishBytes(UUID dataset, byte[] body) {
        return send(
                "POST",
                API + "/datasets/" + dataset + "/records",
                publisher("north"),
                BodyPublishers.ofByteArray(body),
                "Content-Type",
                "application/json");
    }

    @Test
    void whatIsNotJsonIsRefusedAndTheNextRecordIsTaken() {
        UUID dataset = dataset("north", "conditional", ANY);
        for (byte[] text : HostileTexts.notJson()) {
            publishBytes(dataset, text).expectProblem(400, "CAT-2008");
        }
        publish(dataset, "north", "{\"good\":true}");
        assertThat(count("select count(*) from record_version where dataset = ?", dataset))
                .isOne();
    }

    @Test
    void whatReadersDifferOnIsRefused() {
        UUID dataset = dataset("north", "conditional", ANY);
        for (String text : List.of(
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"a\":\"\\ud800\"}",
                "{\"\\udead\":1}",
                "\ufeff{}",
                "{\"a\":1}{\"b\":2}",
                "[1]",
                "null",
                "\"text\"",
                "{\"a\":" + "9".repeat(300) + "}",
                "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}")) {
            publishBytes(dataset, text.getBytes(StandardCharsets.UTF_8)).expectProblem(400, "CAT-2008");
        }
        publishBytes(dataset, new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})
                .expectProblem(400, "CAT-2008");
        publishBytes(dataset, "{\"a\":\"x\"}".getBytes(StandardCharsets.UTF_16LE))
                .expectProblem(400, "CAT-2008");
    }

    @Test
    void whatCannotBeSealedIsRefusedWithTheField() {
        UUID dataset = dataset("north", "conditional", ANY);
        for (String text : List.of(
                "{}",
                "{\"\":1}",
                "{\"_sd\":1}",
                "{\"...\":1}",
                "{\"a\\nb\":1}",
                "{\"a\\u0000\":1}",
                "{\"a\":1e999999999}",
                "{\"a\":1e99999999999999}",
                "{\"" + "n".repeat(300) + "\":1}")) {
            publishBytes(dataset, text.getBytes(StandardCharsets.UTF_8)).expectProblem(422, "CAT-2003");
        }
        StringBuilder wide = new StringBuilder("{\"f0\":0");
        for (int i = 1; i <= 500; i++) {
            wide.append(",\"f").append(i).append("\":0");
        }
        publishBytes(dataset, wide.append('}').toString().getBytes(StandardCharsets.UTF_8))
                .expectProblem(422, "CAT-2003");
        publishBytes(dataset, ("{\"a\":\"" + "x".repeat(300_000) + "\"}").getBytes(StandardCharsets.UTF_8))
                .expectProblem(413, "CAT-2007");
    }

    @Test
    void naughtyStringsComeBackAsTheyWere() {
        UUID dataset = dataset("north", "conditional", ANY);
        List<String> naughty = new ArrayList<>(HostileTexts.naughty());
        naughty.add("U+0000 \u0000 inside");
        for (String text : naughty) {
            boolean isName = text.chars().noneMatch(Character::isISOControl);
            String name = isName ? "k" + text : "k";
            UUID record = publish(dataset, "north", JSON.writeValueAsString(Map.of("text", text, name, 1)));
            Answer read = get("/records/" + record, publisher("north")).expect(200);
            assertThat(read.json().path("fields").path("text").asString()).isEqualTo(text);
            assertThat(read.json().path("fields").path(name).asInt()).isOne();
        }
    }

    @Test
    void otherMediaTypesAndMethodsAreProblems() {
        UUID dataset = dataset("north", "conditional", ANY);
        String path = API + "/datasets/" + dataset + "/records";
        send("POST", path, publisher("north"), BodyPublishers.ofString("a=1"), "Content-Type", "text/plain")
                .expectProblem(415, "REQ-1009");
        send("DELETE", path, publisher("north"), BodyPublishers.noBody()).expectProblem(405, "REQ-1006");
        get("/records/not-a-uuid", publisher("north")).expectProblem(400, "REQ-1003");
    }
}
