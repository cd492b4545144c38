package io.govshare.proof.corpus;

import io.govshare.proof.json.JsonValue;
import io.govshare.proof.receipt.Step;
import java.util.List;

/** Records that are disclosed in a way that does not fit them. */
final class OddDisclosures {
    private final OddAgency agency;

    OddDisclosures(OddAgency agency) {
        this.agency = agency;
    }

    void append() {
        Sealers sealers = agency.sealers();
        String title = sealers.field("title", "\"a\"");
        String amount = sealers.field("amount", "1");
        String again = sealers.field("title", "\"b\"");
        JsonValue salt = JsonValue.of(sealers.salt());
        JsonValue name = JsonValue.of("name");
        bad("a digest stands twice in the record", List.of(title, title), List.of());
        bad("a digest stands twice in the record, and is disclosed", List.of(title, title), List.of(title));
        bad("two fields of one name", List.of(title, again), List.of(title, again));
        bad("a field that is not the record's", List.of(title), List.of(amount));
        bad("a field of the record and one that is not", List.of(title), List.of(title, amount));
        bad("a field twice", List.of(title, amount), List.of(title, title));
        for (String content : List.of(
                Sealers.disclosure(salt, name),
                Sealers.disclosure(salt),
                Sealers.disclosure(),
                Sealers.disclosure(salt, name, name, name),
                Sealers.disclosure(JsonValue.of(1), name, name),
                Sealers.disclosure(salt, JsonValue.of(1), name),
                Sealers.disclosure(salt, JsonValue.NULL, name),
                Sealers.disclosure(salt, JsonValue.of("_sd"), name),
                Sealers.disclosure(salt, JsonValue.of("..."), name),
                Sealers.base64("{\"salt\":\"" + "s".repeat(22) + "\"}"),
                Sealers.base64("null"),
                Sealers.base64("not JSON"),
                Sealers.base64("[\"" + "s".repeat(22) + "\",\"name\",{\"a\":1,\"a\":2}]"),
                Sealers.base64("[\"" + "s".repeat(22) + "\",\"name\",\"\\ud800\"]"),
                Sealers.base64("[\"" + "s".repeat(22) + "\",\"name\",1] " + "[]"),
                Sealers.base64("[\"" + "s".repeat(22) + "\",\"name\",01]"),
                "*",
                "",
                title + "=",
                OddStatements.strayBits("AAAA" + "AA"))) {
            bad("a disclosure that is none: " + OddStatements.shorten(content), List.of(content), List.of(content));
        }
        String nested = sealers.field("inner", "1");
        String outer = sealers.field("outer", "{\"_sd\":[\"" + Sealers.digest(nested) + "\"]}");
        good("a field that holds a digest, both disclosed", List.of(outer), List.of(outer, nested));
        good("a field that holds a digest, the outer disclosed", List.of(outer), List.of(outer));
        bad("a field that holds a digest, the inner disclosed", List.of(outer), List.of(nested));
        String broken = sealers.field("outer", "{\"_sd\":[1]}");
        good("a field with a digest that is none, not disclosed", List.of(broken), List.of());
        bad("a field with a digest that is none, disclosed", List.of(broken), List.of(broken));
        String dots = sealers.field("outer", "{\"...\":\"x\"}");
        bad("a field with an element's digest in an object", List.of(dots), List.of(dots));
        String element = Sealers.disclosure(salt, JsonValue.of("element"));
        String array = sealers.field("outer", "[0,{\"...\":\"" + Sealers.digest(element) + "\"}]");
        good("an array's element disclosed", List.of(array), List.of(array, element));
        good("two fields of one name, one disclosed", List.of(title, again), List.of(again));
        good("no field disclosed", List.of(title, amount), List.of());
    }

    private void bad(String what, List<String> fields, List<String> shown) {
        JsonValue.Obj claims = agency.record(Sealers.digests(fields));
        agency.failing(Step.Name.DISCLOSURES, "disclosure", what, agency.seal(claims), shown);
    }

    private void good(String what, List<String> fields, List<String> shown) {
        JsonValue.Obj claims = agency.record(Sealers.digests(fields));
        agency.valid("valid-disclosure", what, agency.seal(claims), shown);
    }
}
