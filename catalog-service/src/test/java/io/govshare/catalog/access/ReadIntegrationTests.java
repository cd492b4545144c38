package io.govshare.catalog.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogServiceTest;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.seal.SdJwt;
import io.govshare.proof.seal.SealedStatement;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReadIntegrationTests extends CatalogServiceTest {

    private static final String FULL = "{\"name\":\"Ada\",\"amount\":12.50,\"plate\":\"B-1\",\"secret\":\"only ours\"}";

    /** The statement with this entry, as it was sealed. */
    private SealedStatement statement(String entry) {
        return SealedStatement.parse(jdbc.sql("select sealed from statement where entry = decode(?, 'base64')")
                .param(entry.replace('-', '+').replace('_', '/') + "=")
                .query(String.class)
                .single());
    }

    private static String claim(SealedStatement statement, String name) {
        return statement.payload().members().get(name) instanceof JsonValue.Text(String text) ? text : "";
    }

    private List<String> shown(Answer read) {
        List<String> names =
                new java.util.ArrayList<>(read.expect(200).json().path("fields").propertyNames());
        assertThat(SdJwt.parse(read.at("sdJwt")).fields().keySet()).containsExactlyInAnyOrderElementsOf(names);
        return names;
    }

    @Test
    void eachReaderSeesItsLayerOfTheSameSealedRecord() {
        UUID dataset = dataset("north", "open");
        UUID record = publish(dataset, "north", FULL);
        UUID agreement = agreement(dataset, "north", "south", "road safety", "plate", "name");

        Answer own = get("/records/" + record, publisher("north"));
        assertThat(shown(own)).containsExactly("name", "amount", "plate", "secret");
        assertThat(own.at("layer")).isEqualTo("restricted");
        Answer agreed = get("/records/" + record + "?purpose=road%20safety&agreement=" + agreement, consumer("south"));
        assertThat(shown(agreed)).containsExactly("name", "plate");
        assertThat(agreed.at("layer")).isEqualTo("government");
        Answer researcher = get("/records/" + record, tokens.person("r", "researcher"));
        assertThat(shown(researcher)).containsExactly("name", "amount");
        Answer citizen = get("/records/" + record, tokens.person("c", "citizen"));
        assertThat(shown(citizen)).containsExactly("name");
        assertThat(List.of(own, agreed, researcher, citizen))
                .extracting(answer -> answer.at("entry"))
                .containsOnly(own.at("entry"));
        assertThat(own.header("Cache-Control")).contains("no-store");
        assertThat(own.header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void aFieldThatALaterSchemaDropsIsShownToNobodyNew() {
        UUID dataset = dataset("north", "open");
        UUID record = publish(dataset, "north", FULL);
        String citizen = tokens.person("c", "citizen");

        // As if the field had been renamed; of an open dataset, what no schema names is public.
        schema(
                dataset,
                "{\"properties\":{\"name\":{},\"amount\":{},\"plate\":{},\"codename\":{\"x-layer\":\"restricted\"}}}");
        assertThat(shown(get("/records/" + record, citizen))).containsExactly("name");
        UUID later = publish(dataset, "north", FULL);
        assertThat(shown(get("/records/" + later, citizen))).containsExactly("name", "amount", "plate", "secret");

        schema(dataset, "{\"x-layer\":\"restricted\",\"properties\":{\"amount\":{\"x-layer\":\"public\"}}}");
        assertThat(shown(get("/records/" + record, citizen))).isEmpty();
        assertThat(shown(get("/records/" + later, citizen))).containsExactly("amount");
        assertThat(shown(get("/records/" + record, publisher("north"))))
                .containsExactly("name", "amount", "plate", "secret");
    }

    private void schema(UUID dataset, String schema) {
        send(
                        "PUT",
                        API + "/datasets/" + dataset + "/schema",
                        publisher("north"),
                        BodyPublishers.ofString(schema),
                        "Content-Type",
                        "application/json")
                .expect(200);
    }

    @Test
    void aReadIsRecordedWithWhoWhatAndWhy() {
        UUID dataset = dataset("north", "conditional");
        UUID record = publish(dataset, "north", FULL);
        UUID agreement = agreement(dataset, "north", "south", "tax audit", "name", "amount");
        Answer read = get("/records/" + record + "?purpose=tax%20audit&agreement=" + agreement, consumer("south"))
                .expect(200);
        SealedStatement granted = statement(read.at("accessEntry"));
        assertThat(granted.type().wireName()).isEqualTo("access.granted");
        assertThat(granted.issuer()).isEqualTo("north");
        assertThat(granted.operator()).isEqualTo("south-consumer");
        assertThat(claim(granted, "record")).isEqualTo(record.toString());
        assertThat(claim(granted, "reader")).isEqualTo("south");
        assertThat(claim(granted, "purpose")).isEqualTo("tax audit");
        assertThat(claim(granted, "agreement")).isEqualTo(agreement.toString());
        assertThat(granted.payload().members().get("fields")).isEqualTo(JsonValue.texts(List.of("name", "amount")));
    }

    @Test
    void everyRefusalIsRecordedWithItsReason() {
        UUID dataset = dataset("north", "conditional");
        UUID record = publish(dataset, "north", FULL);
        UUID agreement = agreement(dataset, "north", "south", "tax audit", "name");
        UUID elsewhere = agreement(dataset("north", "conditional"), "north", "east", "tax audit", "name");

        refused(record, "", consumer("east"), "no-agreement");
        refused(record, "?agreement=" + agreement, consumer("east"), "wrong-agency");
        refused(record, "?agreement=" + elsewhere, consumer("east"), "no-agreement");
        refused(record, "?agreement=" + UUID.randomUUID(), consumer("south"), "no-agreement");
        refused(record, "", consumer("south"), "no-agreement");
        refused(record, "?purpose=tax%20audit", consumer("south"), "no-agreement");
        refused(record, "?agreement=" + agreement, consumer("south"), "purpose-missing");
        refused(record, "?purpose=curiosity&agreement=" + agreement, consumer("south"), "purpose-mismatch");
        refused(record, "?purpose=tax%20audit&agreement=" + agreement, publisher("south"), "missing-role");
        refused(record, "", tokens.operator("north", "auditor"), "missing-role");
        refused(record, "", tokens.person("c", "citizen"), "no-agreement");

        send(
                        "POST",
                        API + "/agreements/" + agreement + "/revocation",
                        admin("north"),
                        BodyPublishers.ofString("{\"reason\":\"misuse\"}"),
                        "Content-Type",
                        "application/json")
                .expect(200);
        refused(record, "?purpose=tax%20audit&agreement=" + agreement, consumer("south"), "agreement-not-active");
    }

    private void refused(UUID record, String query, String token, String reason) {
        Answer answer = get("/records/" + record + query, token).expectProblem(403, "CAT-4001");
        assertThat(answer.at("reason")).isEqualTo(reason);
        SealedStatement denied = statement(answer.at("accessEntry"));
        assertThat(denied.type().wireName()).isEqualTo("access.denied");
        assertThat(claim(denied, "reason")).isEqualTo(reason);
        assertThat(claim(denied, "record")).isEqualTo(record.toString());
    }

    @Test
    void aSuspendedAgencyIsRefusedAndTheRefusalRecorded() {
        UUID dataset = dataset("north", "open");
        UUID record = publish(dataset, "north", FULL);
        IDENTITY.setStatus("west", "suspended");
        await(
                "the suspension to be known",
                () -> get("/records/" + record, consumer("west")).at("code").equals("SEC-1003"));
        long before = denials(record);
        get("/records/" + record, consumer("west")).expectProblem(403, "SEC-1003");
        assertThat(denials(record)).isEqualTo(before + 1);
        String sealed = jdbc.sql("select sealed from statement where reader = 'west' order by id desc limit 1")
                .query(String.class)
                .single();
        assertThat(claim(SealedStatement.parse(sealed), "reason")).isEqualTo("agency-suspended");
    }

    private long denials(UUID record) {
        return jdbc.sql("select sealed from statement where type = 'access.denied'").query(String.class).list().stream()
                .filter(text -> claim(SealedStatement.parse(text), "record").equals(record.toString()))
                .count();
    }

    @Test
    void whatDoesNotExistIsNotFoundAndLeavesNoStatement() {
        long before = count("select count(*) from statement");
        get("/records/" + UUID.randomUUID(), publisher("north")).expectProblem(404, "CAT-2004");
        assertThat(count("select count(*) from statement")).isEqualTo(before);
    }

    @Test
    void alteredRowsAreFoundRefusedAndAnnounced() {
        UUID dataset = dataset("north", "conditional");
        UUID other = publish(dataset, "north", FULL);
        for (String alteration : List.of(
                "set disclosures = set_byte(disclosures, 40, get_byte(disclosures, 40) # 1)",
                "set wrapped_key = set_byte(wrapped_key, 3, get_byte(wrapped_key, 3) # 1)",
                "set entry = set_byte(entry, 3, get_byte(entry, 3) # 1)",
                "set sealed = overlay(sealed placing case substr(sealed, length(sealed) - 20, 1) when 'A' then 'B' else 'A' end"
                        + " from length(sealed) - 20)",
                "set operator = 'somebody-else'",
                "set sealed_at = sealed_at - interval '1 day'",
                "set agency = 'south'",
                "set (disclosures, wrapped_key) = (select disclosures, wrapped_key from record_version o where o.record = '"
                        + other + "')")) {
            UUID record = publish(dataset, "north", FULL);
            jdbc.sql("update record_version " + alteration + " where record = ?")
                    .param(record)
                    .update();
            Answer answer = get("/records/" + record, publisher("north")).expectProblem(500, "CAT-4008");
            assertThat(claim(statement(answer.at("accessEntry")), "reason")).isEqualTo("corrupt");
            Answer receipt = get("/records/" + record + "/receipt", publisher("north"));
            receipt.expectProblem(500, "CAT-4008");
            assertThat(findings()).contains(record);
            jdbc.sql("delete from record_version where record = ?")
                    .param(record)
                    .update();
        }
        assertThat(findings()).isEmpty();
        get("/records/" + other, publisher("north")).expect(200);
    }

    private List<UUID> findings() {
        List<UUID> found = new java.util.ArrayList<>();
        String after = "";
        do {
            Answer page = send(
                            "POST",
                            API + "/integrity-checks?limit=7" + after,
                            tokens.person("a", "auditor"),
                            BodyPublishers.noBody())
                    .expect(200);
            page.json()
                    .path("findings")
                    .forEach(finding ->
                            found.add(UUID.fromString(finding.path("record").asString())));
            after = page.at("next").isEmpty() ? "" : "&after=" + page.at("next");
        } while (!after.isEmpty());
        return found;
    }

    @Test
    void checkingIntegrityIsForAuditors() {
        send("POST", API + "/integrity-checks", admin("north"), BodyPublishers.noBody())
                .expectProblem(403, "SEC-1002");
        send("POST", API + "/integrity-checks?after=x", tokens.person("a", "auditor"), BodyPublishers.noBody())
                .expectProblem(400, "REQ-1003");
    }

    @Test
    void purposesThatCannotBeRecordedAreRefused() {
        UUID record = publish(dataset("north", "open"), "north", FULL);
        for (String purpose : List.of("", "%20", "%00", "x".repeat(201), "%0d%0aX", "a%1bb", "a%7f", "a%e2%80%a8b")) {
            Answer refused = get("/records/" + record + "?purpose=" + purpose, publisher("north"));
            assertThat(refused.expectProblem(400, "CAT-4009").at("parameter")).isEqualTo("purpose");
        }
    }
}
