package io.govshare.proof.corpus;

import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.receipt.Step;
import java.util.ArrayList;
import java.util.List;

/** Statements whose text or header has another form than that of a JWS of ours. */
final class OddForms {
    private final OddAgency agency;

    OddForms(OddAgency agency) {
        this.agency = agency;
    }

    void append() {
        text();
        header();
    }

    private void text() {
        String good = agency.statement();
        String[] parts = good.split("\\.", 3);
        String[][] texts = {
            {"", "no statement at all"},
            {"text", "a word for a statement"},
            {parts[0] + '.' + parts[1], "no seal"},
            {good + '.', "four parts"},
            {good + ".AAAA", "a fourth part"},
            {'.' + parts[1] + '.' + parts[2], "an empty header"},
            {parts[0] + ".." + parts[2], "an empty payload"},
            {parts[0] + '.' + parts[1] + '.', "an empty seal"},
            {parts[0] + "=." + parts[1] + '.' + parts[2], "padding after the header"},
            {good + "==", "padding after the seal"},
            {good + "\n", "a line break at the end"},
            {' ' + good, "a space in front"},
            {good.replace('.', '~'), "another separator"},
            {parts[0] + '.' + parts[1] + '.' + parts[2].substring(0, 84), "a seal of 63 bytes"},
            {parts[0] + '.' + parts[1] + '.' + parts[2] + "AA", "a seal of 65 bytes or so"},
            {
                parts[0] + '.' + parts[1] + '.' + OddStatements.strayBits(parts[2]),
                "stray bits in the seal's last character"
            },
            {parts[0] + '.' + parts[1] + '.' + parts[2].substring(1) + '+', "standard base64 in the seal"},
        };
        for (String[] text : texts) {
            agency.failing(Step.Name.FORMAT, "statement-text", text[1], text[0]);
        }
        byte[] der = new byte[71];
        der[0] = 0x30;
        agency.failing(
                Step.Name.FORMAT,
                "statement-text",
                "a seal of 71 bytes, as DER would have it",
                parts[0] + '.' + parts[1] + '.' + StrictBase64.encodeUrl(der));
    }

    private void header() {
        String payload = agency.claims("access.granted").toString();
        JsonValue.Obj good = Sealers.header(agency.signer(), false);
        List<String> headers = new ArrayList<>(List.of(
                "{}",
                "[]",
                "null",
                "not JSON",
                good + " {}",
                good.toString().replace("}", ",}"),
                good.toString().replace("{", "{\"alg\":\"none\","),
                good.toString().replace("}", ",\"typ\":\"govshare-statement+jwt\"}")));
        for (String member : List.of("alg", "kid", "typ")) {
            headers.add(JsonEdit.remove(good, member).toString());
            headers.add(JsonEdit.set(good, member, JsonValue.NULL).toString());
            headers.add(JsonEdit.set(good, member, 1).toString());
        }
        for (String alg : List.of("none", "HS256", "RS256", "ES384", "es256", "eddsa", "Ed25519", "")) {
            headers.add(JsonEdit.set(good, "alg", alg).toString());
        }
        for (String typ : List.of("govshare-record+sd-jwt", "JWT", "GOVSHARE-STATEMENT+JWT", "")) {
            headers.add(JsonEdit.set(good, "typ", typ).toString());
        }
        for (String extra : List.of("crit", "jwk", "jku", "x5c", "b64", "cty", "ALG")) {
            headers.add(
                    JsonEdit.set(good, extra, new JsonValue.Array(List.of())).toString());
        }
        for (String header : headers) {
            agency.failing(
                    Step.Name.FORMAT,
                    "statement-header",
                    "a header that reads " + header,
                    agency.seal(header, payload));
        }
        JsonValue.Obj record = agency.record(List.of("A".repeat(43)));
        String asRecord = agency.seal(good.toString(), record.toString());
        agency.failing(Step.Name.FORMAT, "statement-header", "a record under the type of other statements", asRecord);
    }
}
