package io.govshare.proof.corpus;

import io.govshare.proof.StrictBase64;
import io.govshare.proof.chain.TestValidator;
import io.govshare.proof.corpus.CorpusCase.Expected;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.receipt.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Good receipts under trust files that trust somebody else, or that are none. */
final class TrustFaults {
    private final Specimen good;
    private final Cases cases;
    private final JsonValue.Obj trust;

    private TrustFaults(Specimen good, Cases cases) {
        this.good = good;
        this.cases = cases;
        this.trust = good.world().trust();
    }

    static void addTo(Cases cases, Specimen good) {
        TrustFaults faults = new TrustFaults(good, cases);
        faults.others();
        faults.validatorSets();
        faults.keys();
        faults.unusable();
    }

    private void others() {
        failing(Step.Name.ANCHOR, "another chain", JsonEdit.set(trust, "chainId", 1));
        failing(Step.Name.ANCHOR, "another contract", JsonEdit.set(trust, "contract", "0x" + "11".repeat(20)));
        failing(Step.Name.CHECKPOINT, "no logs", JsonEdit.set(trust, "logs", List.of()));
        JsonValue.Obj log = element("logs", 0);
        JsonValue.Obj second = element("logs", 1);
        failing(Step.Name.CHECKPOINT, "another log only", list("logs", second));
        failing(Step.Name.ANCHOR, "another log id", list("logs", JsonEdit.set(log, "logId", "0x" + "22".repeat(32))));
        String key = JsonEdit.text(second, "key");
        failing(Step.Name.CHECKPOINT, "another key of the log", list("logs", JsonEdit.set(log, "key", key)));
        failing(Step.Name.SEAL, "no agencies", JsonEdit.set(trust, "agencies", List.of()));
        String issuer = issuer();
        List<JsonValue> agencies = ((JsonValue.Array) JsonEdit.get(trust, "agencies")).values();
        List<JsonValue> without = agencies.stream()
                .filter(each -> !JsonEdit.text((JsonValue.Obj) each, "code").equals(issuer))
                .toList();
        failing(
                Step.Name.SEAL,
                "all agencies but this one",
                JsonEdit.set(trust, "agencies", new JsonValue.Array(without)));
        List<JsonValue> swapped = agencies.stream()
                .map(each -> (JsonValue) JsonEdit.map(
                        (JsonValue.Obj) each,
                        "code",
                        code -> code.equals(issuer) ? "other" : code.equals("tax") ? issuer : code))
                .toList();
        failing(
                Step.Name.SEAL,
                "keys of another agency for this one",
                JsonEdit.set(trust, "agencies", new JsonValue.Array(swapped)));
        failing(
                Step.Name.SEAL,
                "an agency without keys",
                JsonEdit.set(
                        trust,
                        "agencies",
                        new JsonValue.Array(List.of(JsonValue.Obj.builder()
                                .add("code", issuer)
                                .add("keys", new JsonValue.Array(List.of()))
                                .build()))));
        if (good.world().qbft()) {
            failing(Step.Name.BLOCK, "a development chain", JsonEdit.set(trust, "consensus", "development"));
        } else {
            JsonValue.Obj qbft = JsonEdit.set(trust, "consensus", "qbft");
            failing(Step.Name.BLOCK, "a QBFT chain", JsonEdit.set(qbft, "validators", sets(set(0, 1))));
        }
        valid(
                "members in another order",
                JsonEdit.set(JsonEdit.remove(trust, "format"), "format", "govshare-trust/v1"));
    }

    private String issuer() {
        String payload = good.statement().split("\\.", 3)[1];
        String json = new String(StrictBase64.decodeUrl(payload), StandardCharsets.UTF_8);
        return JsonEdit.text((JsonValue.Obj) JsonReader.parse(json), "iss");
    }

    private void validatorSets() {
        if (!good.world().qbft()) {
            return;
        }
        long block = good.anchoring().block().number();
        int count = good.world().validatorsAt(block).size();
        JsonValue.Obj right = set(0, count);
        JsonValue.Obj fewer = set(0, count - 1);
        validators(Step.Name.VALIDATORS, "a validator more", set(0, count + 1));
        if (count > 1) {
            validators(Step.Name.VALIDATORS, "a validator less", fewer);
        }
        validators(Step.Name.VALIDATORS, "other validators", set(0, count, 50));
        validators(Step.Name.VALIDATORS, "validators since a later block", set(block + 1, count));
        validators(Step.Name.VALIDATORS, "others before, these later", set(0, count, 50), set(block + 1, count));
        validators(Step.Name.VALIDATORS, "these before, others since this block", right, set(block, count, 50));
        validators(Step.Name.VALIDATORS, "these before, others since before", right, set(block - 1, count, 50));
        valid("these since this block", validators(set(0, count, 50), set(block, count)));
        valid("these up to this block", validators(right, set(block + 1, count, 50)));
        valid("these in the middle", validators(set(0, count, 50), set(block - 1, count), set(block + 1, count, 70)));
        List<String> addresses = new ArrayList<>(JsonEdit.texts(right, "addresses"));
        Collections.reverse(addresses);
        addresses.replaceAll(each -> "0x" + each.substring(2).toUpperCase(Locale.ROOT));
        valid("validators in another order and case", validators(JsonEdit.set(right, "addresses", addresses)));
    }

    private static JsonValue.Obj set(long from, int count) {
        return set(from, count, 0);
    }

    /** Validators after the given one. */
    private static JsonValue.Obj set(long from, int count, int after) {
        List<String> addresses = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            addresses.add(TestValidator.number(after + i).address().toString());
        }
        return World.set(from, addresses);
    }

    private static JsonValue sets(JsonValue... sets) {
        return new JsonValue.Array(List.of(sets));
    }

    private JsonValue.Obj validators(JsonValue... sets) {
        return JsonEdit.set(trust, "validators", sets(sets));
    }

    private void validators(Step.Name step, String what, JsonValue... sets) {
        failing(step, what, validators(sets));
    }

    private void keys() {
        String[][] changes = {
            {"\"validFrom\":\"", "\"validFrom\":\"yesterday "},
            {"\"validFrom\":\"2", "\"validFrom\":\"2-"},
            {"\"kid\":\"", "\"kid\":\"x"},
            {"\"kty\":\"EC\"", "\"kty\":\"RSA\""},
            {"\"kty\":\"OKP\"", "\"kty\":\"EC\""},
            {"\"crv\":\"P-256\"", "\"crv\":\"P-384\""},
            {"\"crv\":\"Ed25519\"", "\"crv\":\"Ed448\""},
            {"\"x\":\"", "\"d\":\"AAAA\",\"x\":\""},
            {"\"x\":\"", "\"x\":\"A"},
            {"\"y\":\"", "\"y\":\"A"},
            {"\"y\":\"", "\"z\":\""},
            {"\"jwk\":{", "\"jwk\":[],\"key\":{"},
            {"\"jwk\":", "\"JWK\":"},
            {"\"validFrom\":", "\"valid\":"},
            {"\"validUntil\":null", "\"validUntil\":0"},
            {"\"validUntil\":null", "\"validUntil\":\"\""},
            {"\"code\":\"tax\"", "\"code\":\"fiscal\""},
            {"\"code\":\"tax\"", "\"code\":null"},
            {"\"code\":\"tax\"", "\"name\":\"tax\""},
            {"\"keys\":[", "\"keys\":[null,"},
        };
        for (String[] change : changes) {
            unusable(change[0] + " became " + change[1], trust.toString().replace(change[0], change[1]));
        }
        JsonValue.Obj tax = element("agencies", 1);
        JsonValue key = ((JsonValue.Array) tax.members().get("keys")).values().getFirst();
        JsonValue.Obj twice = JsonEdit.set(tax, "keys", new JsonValue.Array(List.of(key, key)));
        unusable("a key twice", list("agencies", twice).toString());
    }

    private void unusable() {
        String text = trust.toString();
        String[][] changes = {
            {"govshare-trust/v1", "govshare-trust/v2"},
            {"govshare-trust/v1", "govshare-receipt/v1"},
            {"\"chainId\":", "\"chainId\":-"},
            {"\"chainId\":", "\"chainId\":0."},
            {"\"chainId\":", "\"chain\":"},
            {"\"chainId\":", "\"chainId\":1,\"chainId\":"},
            {"\"contract\":\"0x", "\"contract\":\"0x00"},
            {"\"contract\":\"0x", "\"contract\":\""},
            {"\"consensus\":\"", "\"consensus\":\"ibft"},
            {"\"consensus\":", "\"more\":"},
            {"\"logs\":[", "\"logs\":[null,"},
            {"\"logs\":[", "\"logs\":{},\"more\":["},
            {"\"origin\":", "\"name\":"},
            {"\"logId\":\"0x", "\"logId\":\"0x00"},
            {"govshare.test/second-", "govshare.test/"},
            {"\"key\":\"govshare", "\"key\":\"govshore"},
            {"\"key\":\"govshare.test", "\"key\":\""},
            {"\"agencies\":", "\"agency\":"},
            {"{\"format\"", "{\"more\":1,\"format\""},
            {"{\"format\"", "[\"format\""},
        };
        for (String[] change : changes) {
            unusable(change[0] + " became " + change[1], text.replace(change[0], change[1]));
        }
        unusable("an empty file", "");
        unusable("cut off", text.substring(0, text.length() / 2));
        unusable("text behind it", text + "x");
        unusable("a byte order mark", "\ufeff" + text);
        JsonValue.Obj log = element("logs", 0);
        unusable("a log twice", list("logs", log, log).toString());
        JsonValue.Obj one = set(0, 2);
        unusable(
                "no validators",
                JsonEdit.set(trust, "validators", JsonValue.NULL).toString());
        if (good.world().qbft()) {
            unusable("an empty list of validators", validators().toString());
        }
        unusable(
                "sets of validators out of order",
                validators(set(10, 2), set(5, 2)).toString());
        unusable("two sets since one block", validators(one, one).toString());
        unusable("an empty set", validators(World.set(0, List.of())).toString());
        String address = TestValidator.number(1).address().toString();
        unusable(
                "a validator twice",
                validators(World.set(0, List.of(address, address))).toString());
        unusable(
                "a validator twice, once in upper case",
                validators(World.set(
                                0, List.of(address, "0x" + address.substring(2).toUpperCase(Locale.ROOT))))
                        .toString());
        unusable(
                "an address of 19 bytes",
                validators(World.set(0, List.of(address.substring(0, 40)))).toString());
        unusable("a set since a negative block", validators(set(-1, 2)).toString());
        unusable(
                "a set of more members",
                validators(JsonEdit.set(one, "more", 1)).toString());
    }

    private JsonValue.Obj element(String member, int index) {
        return (JsonValue.Obj)
                ((JsonValue.Array) JsonEdit.get(trust, member)).values().get(index);
    }

    private JsonValue.Obj list(String member, JsonValue... elements) {
        return JsonEdit.set(trust, member, new JsonValue.Array(List.of(elements)));
    }

    private void failing(Step.Name step, String what, JsonValue.Obj other) {
        add("trust", what, other.toString(), Expected.failing(step));
    }

    private void valid(String what, JsonValue other) {
        add("valid-trust", what, other.toString(), good.world().good());
    }

    private void unusable(String what, String text) {
        add("trust-file", what, text, Expected.UNUSABLE);
    }

    private void add(String kind, String what, String text, Expected expected) {
        cases.add(kind, "a trust file: " + what, text, good.receipt().toString(), expected);
    }
}
