package io.govshare.proof.corpus;

import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.receipt.Step;
import io.govshare.proof.seal.Signer;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/**
 * Statements that are wrong in one point, and logged and anchored like any other, so that nothing but that point can
 * make their receipts fail; and a few that look wrong and are not.
 */
final class OddStatements {
    private static final String LOWER_S_ORDER = "1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed";

    private final World world;
    private final Sealers sealers;
    private final List<Odd> odd = new ArrayList<>();
    private int number = 50_000;

    /** @param failing empty when the receipt is valid all the same */
    record Odd(String kind, String what, int leaf, List<String> shown, Optional<Step.Name> failing) {}

    private OddStatements(World world) {
        this.world = world;
        this.sealers = world.sealers();
    }

    /** Appends the statements to the world's log. */
    static List<Odd> appendTo(World world) {
        OddStatements made = new OddStatements(world);
        for (String[] by : new String[][] {
            {"fiscal", "fiscal"}, {"tax", "tax"}, {"ships", world.sealers().ships()}
        }) {
            made.text(by[0], by[1]);
            made.header(by[0], by[1]);
            made.claims(by[0], by[1]);
            made.recordClaims(by[0], by[1]);
            made.seal(by[0], by[1]);
            made.disclosures(by[0], by[1]);
        }
        made.keys();
        return made.odd;
    }

    private void add(Step.Name failing, String kind, String what, String compact, List<String> shown) {
        int leaf = world.append(new World.Statement(compact, shown));
        odd.add(new Odd(kind, what, leaf, shown, Optional.ofNullable(failing)));
    }

    private void text(String key, String agency) {
        String good = statement(key, agency);
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
            {parts[0] + '.' + parts[1] + '.' + strayBits(parts[2]), "stray bits in the seal's last character"},
            {parts[0] + '.' + parts[1] + '.' + parts[2].substring(1) + '+', "standard base64 in the seal"},
        };
        for (String[] text : texts) {
            add(Step.Name.FORMAT, "statement-text", text[1], text[0], List.of());
        }
        byte[] der = new byte[71];
        der[0] = 0x30;
        add(
                Step.Name.FORMAT,
                "statement-text",
                "a seal of 71 bytes, as DER would have it",
                parts[0] + '.' + parts[1] + '.' + StrictBase64.encodeUrl(der),
                List.of());
    }

    private static String strayBits(String base64) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(base64.charAt(base64.length() - 1));
        return base64.substring(0, base64.length() - 1) + alphabet.charAt(last + 1);
    }

    private void header(String key, String agency) {
        Signer signer = sealers.signer(key);
        String payload = Sealers.claims(agency, "access.granted", number++).toString();
        JsonValue.Obj good = Sealers.header(signer, false);
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
            add(
                    Step.Name.FORMAT,
                    "statement-header",
                    "a header that reads " + header,
                    Sealers.seal(header, payload, signer),
                    List.of());
        }
        String asRecord = Sealers.seal(
                good.toString(), record(agency, List.of("A".repeat(43))).toString(), signer);
        add(Step.Name.FORMAT, "statement-header", "a record under the type of other statements", asRecord, List.of());
    }

    private void claims(String key, String agency) {
        JsonValue.Obj good = Sealers.claims(agency, "access.denied", number++);
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
        for (String payload : payloads) {
            add(
                    Step.Name.FORMAT,
                    "statement-claims",
                    "claims that read " + shorten(payload),
                    Sealers.seal(Sealers.header(sealers.signer(key), false).toString(), payload, sealers.signer(key)),
                    List.of());
        }
        JsonValue.Obj longest = JsonEdit.set(good, "op", "o".repeat(255));
        add(null, "valid-statement", "an operator of 255 characters", sealers.seal(key, longest), List.of());
        add(
                null,
                "valid-statement",
                "more claims than known",
                sealers.seal(key, JsonEdit.set(good, "more", JsonReader.parse("{\"a\":[1,{\"b\":null}]}"))),
                List.of());
        add(
                null,
                "valid-statement",
                "escapes and spaces in the claims",
                Sealers.seal(
                        Sealers.header(sealers.signer(key), false).toString(),
                        good.toString().replace("\"op\"", " \"\\u006fp\" ").replace(",", " ,\n\t"),
                        sealers.signer(key)),
                List.of());
    }

    private void recordClaims(String key, String agency) {
        JsonValue.Obj first = record(agency, List.of("A".repeat(43)));
        JsonValue.Obj second = Sealers.record(
                Sealers.claims(agency, "record.published", number++), 2, "A".repeat(43), List.of("B".repeat(43)));
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
            add(
                    Step.Name.FORMAT,
                    "record-claims",
                    "a record whose claims read " + shorten(payload.toString()),
                    sealers.seal(key, payload),
                    List.of());
        }
        add(null, "valid-record", "no field at all", sealers.seal(key, record(agency, List.of())), List.of());
    }

    private void seal(String key, String agency) {
        String good = statement(key, agency);
        int dot = good.lastIndexOf('.');
        byte[] seal = StrictBase64.decodeUrl(good.substring(dot + 1));
        for (int bit : new int[] {0, 7, 100, 255, 256, 300, 400, 500, 511}) {
            add(
                    Step.Name.SEAL,
                    "seal",
                    "bit " + bit + " of the seal turned over",
                    good.substring(0, dot + 1) + StrictBase64.encodeUrl(Hex.flipped(seal, bit)),
                    List.of());
        }
        byte[] zero = new byte[64];
        byte[] zeroR = seal.clone();
        System.arraycopy(zero, 0, zeroR, 0, 32);
        byte[] zeroS = seal.clone();
        System.arraycopy(zero, 0, zeroS, 32, 32);
        byte[] ones = new byte[64];
        Arrays.fill(ones, (byte) -1);
        byte[] swapped = new byte[64];
        System.arraycopy(seal, 32, swapped, 0, 32);
        System.arraycopy(seal, 0, swapped, 32, 32);
        for (byte[] made : List.of(zero, zeroR, zeroS, ones, swapped, beyondOrder(key, seal))) {
            add(
                    Step.Name.SEAL,
                    "seal",
                    "a seal that no key made",
                    good.substring(0, dot + 1) + StrictBase64.encodeUrl(made),
                    List.of());
        }
        JsonValue.Obj claims = Sealers.claims(agency, "access.granted", number++);
        for (String stranger : List.of("stranger", "stranger-ed")) {
            add(
                    Step.Name.SEAL,
                    "seal",
                    "sealed with a stranger's key, which it names",
                    sealers.seal(stranger, claims),
                    List.of());
            String named = Sealers.header(sealers.signer(key), false).toString();
            add(
                    Step.Name.SEAL,
                    "seal",
                    "sealed with a stranger's key in the name of a known one",
                    Sealers.seal(named, claims.toString(), sealers.signer(stranger)),
                    List.of());
        }
        JsonValue.Obj header = Sealers.header(sealers.signer(key), false);
        String other = JsonEdit.text(header, "alg").equals("ES256") ? "EdDSA" : "ES256";
        add(
                Step.Name.SEAL,
                "seal",
                "the header names the other algorithm",
                Sealers.seal(JsonEdit.set(header, "alg", other).toString(), claims.toString(), sealers.signer(key)),
                List.of());
        add(
                Step.Name.SEAL,
                "seal",
                "an agency that is not in the trust file",
                sealers.seal(key, JsonEdit.set(claims, "iss", "nobody")),
                List.of());
        String another = agency.equals("fiscal") ? "tax" : "fiscal";
        add(
                Step.Name.SEAL,
                "seal",
                "sealed in the name of another agency",
                sealers.seal(key, JsonEdit.set(claims, "iss", another)),
                List.of());
        String claimed = Sealers.base64(JsonEdit.set(claims, "op", "somebody else"));
        String[] parts = sealers.seal(key, claims).split("\\.", 3);
        add(
                Step.Name.SEAL,
                "seal",
                "claims altered after sealing",
                parts[0] + '.' + claimed + '.' + parts[2],
                List.of());
        if (key.equals("tax")) {
            return;
        }
        BigInteger order = CustomNamedCurves.getByName("secp256r1").getN();
        byte[] high = seal.clone();
        write(order.subtract(new BigInteger(1, seal, 32, 32)), high);
        add(
                null,
                "valid-seal",
                "the other of both values of s, logged in this form",
                good.substring(0, dot + 1) + StrictBase64.encodeUrl(high),
                List.of());
    }

    /** The same signature with a multiple of the group's order added to s. */
    private static byte[] beyondOrder(String key, byte[] seal) {
        byte[] made = seal.clone();
        if (!key.equals("tax")) {
            BigInteger s = CustomNamedCurves.getByName("secp256r1").getN();
            write(s, made);
            return made;
        }
        byte[] littleEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            littleEndian[i] = seal[63 - i];
        }
        write(new BigInteger(1, littleEndian).add(new BigInteger(LOWER_S_ORDER, 16)), made);
        for (int i = 32; i < 48; i++) {
            byte swap = made[i];
            made[i] = made[95 - i];
            made[95 - i] = swap;
        }
        return made;
    }

    private static void write(BigInteger s, byte[] seal) {
        byte[] bytes = s.toByteArray();
        int length = Math.min(bytes.length, 32);
        Arrays.fill(seal, 32, 64, (byte) 0);
        System.arraycopy(bytes, bytes.length - length, seal, 64 - length, length);
    }

    /** When keys count: from the second in which they begin, until before the moment at which they end. */
    private void keys() {
        Instant start = Sealers.START;
        Instant rotation = Sealers.ROTATION;
        at("fiscal", "fiscal", start, true);
        at("fiscal", "fiscal", start.minusSeconds(1), false);
        at("fiscal", "fiscal", Instant.EPOCH, false);
        at("fiscal", "fiscal", Instant.parse("9999-12-31T23:59:59Z"), true);
        at("tax", "tax", rotation.minusSeconds(1), true);
        at("tax", "tax", rotation, false);
        at("tax", "tax", rotation.plusSeconds(1), false);
        at("tax-2", "tax", rotation.minusSeconds(1), false);
        at("tax-2", "tax", rotation, true);
        at("tax-2", "tax", Instant.parse("2029-12-31T23:59:59Z"), true);
        at("tax-2", "tax", Instant.parse("2030-01-01T00:00:00Z"), false);
        at("ships", sealers.ships(), Instant.parse("2020-01-01T00:00:00Z"), true);
        at("ships", sealers.ships(), Instant.parse("2019-12-31T23:59:59Z"), false);
    }

    private void at(String key, String agency, Instant time, boolean valid) {
        JsonValue.Obj claims =
                JsonEdit.set(Sealers.claims(agency, "key.rotated", number++), "iat", time.getEpochSecond());
        add(
                valid ? null : Step.Name.SEAL,
                valid ? "valid-key" : "key",
                "sealed by " + key + " at " + time,
                sealers.seal(key, claims),
                List.of());
    }

    private void disclosures(String key, String agency) {
        String title = sealers.field("title", "\"a\"");
        String amount = sealers.field("amount", "1");
        String again = sealers.field("title", "\"b\"");
        JsonValue salt = JsonValue.of(sealers.salt());
        JsonValue name = JsonValue.of("name");
        bad(key, agency, "a digest stands twice in the record", List.of(title, title), List.of());
        bad(
                key,
                agency,
                "a digest stands twice in the record, and is disclosed",
                List.of(title, title),
                List.of(title));
        bad(key, agency, "two fields of one name", List.of(title, again), List.of(title, again));
        bad(key, agency, "a field that is not the record's", List.of(title), List.of(amount));
        bad(key, agency, "a field of the record and one that is not", List.of(title), List.of(title, amount));
        bad(key, agency, "a field twice", List.of(title, amount), List.of(title, title));
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
                strayBits("AAAA" + "AA"))) {
            bad(key, agency, "a disclosure that is none: " + shorten(content), List.of(content), List.of(content));
        }
        String nested = sealers.field("inner", "1");
        String outer = sealers.field("outer", "{\"_sd\":[\"" + Sealers.digest(nested) + "\"]}");
        good(key, agency, "a field that holds a digest, both disclosed", List.of(outer), List.of(outer, nested));
        good(key, agency, "a field that holds a digest, the outer disclosed", List.of(outer), List.of(outer));
        bad(key, agency, "a field that holds a digest, the inner disclosed", List.of(outer), List.of(nested));
        String broken = sealers.field("outer", "{\"_sd\":[1]}");
        good(key, agency, "a field with a digest that is none, not disclosed", List.of(broken), List.of());
        bad(key, agency, "a field with a digest that is none, disclosed", List.of(broken), List.of(broken));
        String dots = sealers.field("outer", "{\"...\":\"x\"}");
        bad(key, agency, "a field with an element's digest in an object", List.of(dots), List.of(dots));
        String element = Sealers.disclosure(salt, JsonValue.of("element"));
        String array = sealers.field("outer", "[0,{\"...\":\"" + Sealers.digest(element) + "\"}]");
        good(key, agency, "an array's element disclosed", List.of(array), List.of(array, element));
        good(key, agency, "two fields of one name, one disclosed", List.of(title, again), List.of(again));
        good(key, agency, "no field disclosed", List.of(title, amount), List.of());
    }

    private void bad(String key, String agency, String what, List<String> fields, List<String> shown) {
        JsonValue.Obj claims = record(agency, Sealers.digests(fields));
        add(Step.Name.DISCLOSURES, "disclosure", what, sealers.seal(key, claims), shown);
    }

    private void good(String key, String agency, String what, List<String> fields, List<String> shown) {
        JsonValue.Obj claims = record(agency, Sealers.digests(fields));
        add(null, "valid-disclosure", what, sealers.seal(key, claims), shown);
    }

    private JsonValue.Obj record(String agency, List<String> digests) {
        return Sealers.record(Sealers.claims(agency, "record.published", number++), 1, "", digests);
    }

    private String statement(String key, String agency) {
        return sealers.seal(key, Sealers.claims(agency, "access.granted", number++));
    }

    private static String shorten(String text) {
        return text.length() <= 160 ? text : text.substring(0, 160) + "…";
    }
}
