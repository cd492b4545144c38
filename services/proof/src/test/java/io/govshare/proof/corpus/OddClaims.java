package io.govshare.proof.corpus;

import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.receipt.Step;
import java.util.ArrayList;
import java.util.List;

/** Statements, and records, whose claims are others than theirs. */
final class OddClaims {
    private final OddAgency agency;

    OddClaims(OddAgency agency) {
        this.agency = agency;
    }

    void append() {
        claims();
        recordClaims();
    }

    private void claims() {
        JsonValue.Obj good = agency.claims("access.denied");
        List<String> payloads = new ArrayList<>(List.of(
                "",
                "null",
                "[]",
                "\"text\"",
                good + "x",
                good.toString().replace("}", ",}"),
                good.toString().substring(1)));
        for (String member : List.of("iss", "statement", "jti", "iat", "op")) {
            payloads.add(JsonEdit.remove(good, member).toString());
            payloads.add(JsonEdit.set(good, member, JsonValue.NULL).toString());
            payloads.add(JsonEdit.set(good, member, JsonValue.TRUE).toString());
            payloads.add(good.toString().replace("{", "{\"" + member + "\":" + JsonEdit.get(good, member) + ","));
        }
        for (String iss : List.of("", "Fiscal", "-fiscal", "fiscal.", "fiskäl", "f".repeat(64), "fiscal ")) {
            payloads.add(JsonEdit.set(good, "iss", iss).toString());
        }
        for (String jti : List.of(
                "",
                "0193F0A0-0000-7000-8000-0000000000AA",
                "0193f0a0000070008000000000000000",
                "0193f0a0-0000-7000-8000-00000000000g",
                "{0193f0a0-0000-7000-8000-000000000001}",
                "urn:uuid:0193f0a0-0000-7000-8000-000000000001")) {
            payloads.add(JsonEdit.set(good, "jti", jti).toString());
        }
        for (String iat :
                List.of("-1", "1.0", "1e9", "\"1795000000\"", "1795000000.5", "253402300800", "9223372036854775808")) {
            payloads.add(JsonEdit.set(good, "iat", JsonReader.parse(iat)).toString());
        }
        for (String kind :
                List.of("", "record", "record.deleted", "Record.Published", "access.granted ", "agreement.")) {
            payloads.add(JsonEdit.set(good, "statement", kind).toString());
        }
        payloads.add(JsonEdit.set(good, "op", "").toString());
        payloads.add(JsonEdit.set(good, "op", "o".repeat(256)).toString());
        String header = Sealers.header(agency.signer(), false).toString();
        for (String payload : payloads) {
            agency.failing(
                    Step.Name.FORMAT,
                    "statement-claims",
                    "claims that read " + OddStatements.shorten(payload),
                    agency.seal(header, payload));
        }
        JsonValue.Obj longest = JsonEdit.set(good, "op", "o".repeat(255));
        agency.valid("valid-statement", "an operator of 255 characters", agency.seal(longest));
        agency.valid(
                "valid-statement",
                "more claims than known",
                agency.seal(JsonEdit.set(good, "more", JsonReader.parse("{\"a\":[1,{\"b\":null}]}"))));
        agency.valid(
                "valid-statement",
                "escapes and spaces in the claims",
                agency.seal(
                        header,
                        good.toString().replace("\"op\"", " \"\\u006fp\" ").replace(",", " ,\n\t")));
    }

    private void recordClaims() {
        JsonValue.Obj first = agency.record(List.of("A".repeat(43)));
        JsonValue.Obj second =
                Sealers.record(agency.claims("record.published"), 2, "A".repeat(43), List.of("B".repeat(43)));
        List<JsonValue.Obj> payloads = new ArrayList<>();
        for (String member : List.of("version", "dataset", "_sd_alg", "fields")) {
            payloads.add(JsonEdit.remove(first, member));
            payloads.add(JsonEdit.set(first, member, JsonValue.NULL));
            payloads.add(JsonEdit.set(first, member, JsonValue.FALSE));
        }
        for (String version : List.of("0", "-1", "1.0", "\"1\"", "2147483648", "9223372036854775808")) {
            payloads.add(JsonEdit.set(first, "version", JsonReader.parse(version)));
        }
        payloads.add(JsonEdit.set(first, "prev", "A".repeat(43)));
        payloads.add(JsonEdit.remove(second, "prev"));
        for (String previous :
                List.of("", "A".repeat(42), "A".repeat(44), "A".repeat(42) + 'B', "A".repeat(43) + '=')) {
            payloads.add(JsonEdit.set(second, "prev", previous));
        }
        payloads.add(JsonEdit.set(first, "dataset", "0193F0A0-0000-7000-8000-0000000000AA"));
        payloads.add(JsonEdit.set(first, "dataset", ""));
        payloads.add(JsonEdit.set(first, "_sd_alg", "sha-512"));
        payloads.add(JsonEdit.set(first, "_sd_alg", "SHA-256"));
        payloads.add(JsonEdit.set(first, "fields", JsonReader.parse("{}")));
        payloads.add(JsonEdit.set(first, "fields", JsonReader.parse("[]")));
        payloads.add(JsonEdit.set(first, "fields._sd", JsonReader.parse("[1]")));
        payloads.add(JsonEdit.set(first, "fields._sd", JsonReader.parse("\"text\"")));
        payloads.add(JsonEdit.set(first, "fields.title", "shown in the open"));
        for (JsonValue.Obj payload : payloads) {
            agency.failing(
                    Step.Name.FORMAT,
                    "record-claims",
                    "a record whose claims read " + OddStatements.shorten(payload.toString()),
                    agency.seal(payload));
        }
        agency.valid("valid-record", "no field at all", agency.seal(agency.record(List.of())));
    }
}
