package io.govshare.proof.corpus;

import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.json.JsonWriter;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.Sha256;
import io.govshare.proof.seal.MemorySigner;
import io.govshare.proof.seal.PublicKeys;
import io.govshare.proof.seal.Signer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The agencies of a world and their keys, and statements sealed by them. Nothing here checks anything: a statement of
 * any form can be sealed, with any header.
 */
final class Sealers {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    /** End of the first key of {@code tax}, and begin of its second one. */
    static final Instant ROTATION = START.plusSeconds(100_000);

    static final String DATASET = "0193f0a0-0000-7000-8000-0000000000aa";

    private final String world;
    private final Map<String, KeyPair> keys = new TreeMap<>();
    private final Map<String, MemorySigner> signers = new TreeMap<>();
    private int salts;

    Sealers(String world) {
        this.world = world;
        key("fiscal", KnownKeys.p256(world + " fiscal"));
        key("tax", KnownKeys.ed25519(world + " tax"));
        key("tax-2", KnownKeys.p256(world + " tax 2"));
        key("registry-of-ships-" + world, KnownKeys.p256(world + " ships"));
        key("stranger", KnownKeys.p256(world + " stranger"));
        key("stranger-ed", KnownKeys.ed25519(world + " stranger"));
    }

    private void key(String name, KeyPair pair) {
        keys.put(name, pair);
        signers.put(name, new MemorySigner(pair));
    }

    /** {@code fiscal} (ES256), {@code tax} (EdDSA), {@code tax-2} (ES256), {@code ships} (ES256), strangers. */
    MemorySigner signer(String name) {
        return signers.get(name.equals("ships") ? ships() : name);
    }

    String ships() {
        return "registry-of-ships-" + world;
    }

    JsonValue trust() {
        return new JsonValue.Array(List.of(
                agency("fiscal", key("fiscal", "2026-11-22T10:00:00.750Z", JsonValue.NULL)),
                agency(
                        "tax",
                        key("tax", "2026-01-01T00:00:00Z", JsonValue.of(ROTATION.toString())),
                        key("tax-2", ROTATION.toString(), JsonValue.of("2030-01-01T00:00:00Z"))),
                agency(ships(), keyWithoutEnd(ships(), "2020-01-01T01:00:00+01:00"))));
    }

    private static JsonValue.Obj agency(String code, JsonValue... keys) {
        return JsonValue.Obj.builder()
                .add("code", code)
                .add("keys", new JsonValue.Array(List.of(keys)))
                .build();
    }

    private JsonValue.Obj key(String name, String from, JsonValue until) {
        return JsonEdit.set(keyWithoutEnd(name, from), "validUntil", until);
    }

    private JsonValue.Obj keyWithoutEnd(String name, String from) {
        return JsonValue.Obj.builder()
                .add("kid", signers.get(name).kid())
                .add("jwk", PublicKeys.toJwk(keys.get(name).getPublic()))
                .add("validFrom", from)
                .build();
    }

    /** The claims that every statement has; the number makes the statement differ from others. */
    static JsonValue.Obj claims(String issuer, String kind, int number) {
        return JsonValue.Obj.builder()
                .add("iss", issuer)
                .add("statement", kind)
                .add("jti", uuid(number))
                .add("iat", START.getEpochSecond() + number)
                .add("op", "operator-" + number % 7)
                .build();
    }

    static String uuid(int number) {
        return String.format(Locale.ROOT, "0193f0a0-0000-7000-8000-%012x", number);
    }

    /** The claims of a record besides those of every statement. */
    static JsonValue.Obj record(JsonValue.Obj claims, int version, String previous, List<String> digests) {
        JsonValue.Builder record = JsonValue.Obj.builder();
        claims.members().forEach(record::add);
        record.add("version", version).add("dataset", DATASET);
        if (version > 1) {
            record.add("prev", previous);
        }
        return record.add("_sd_alg", "sha-256")
                .add(
                        "fields",
                        JsonValue.Obj.builder()
                                .add("_sd", JsonValue.texts(digests))
                                .build())
                .build();
    }

    String salt() {
        Hash hash = KnownKeys.hash(world + " salt " + salts++);
        return StrictBase64.encodeUrl(Arrays.copyOf(hash.bytes(), 16));
    }

    /** A disclosure of any content. */
    static String disclosure(JsonValue... content) {
        return base64(new JsonValue.Array(List.of(content)).toString());
    }

    String field(String name, String json) {
        return disclosure(JsonValue.of(salt()), JsonValue.of(name), JsonReader.parse(json));
    }

    static String digest(String disclosure) {
        return Sha256.hash(disclosure.getBytes(StandardCharsets.UTF_8)).base64Url();
    }

    static List<String> digests(List<String> disclosures) {
        return disclosures.stream().map(Sealers::digest).sorted().toList();
    }

    static JsonValue.Obj header(Signer signer, boolean record) {
        return JsonValue.Obj.builder()
                .add("alg", signer.alg().jose())
                .add("kid", signer.kid())
                .add("typ", record ? "govshare-record+sd-jwt" : "govshare-statement+jwt")
                .build();
    }

    String seal(String key, JsonValue.Obj claims) {
        boolean record =
                JsonValue.of("record.published").equals(claims.members().get("statement"));
        return seal(header(signer(key), record).toString(), claims.toString(), signer(key));
    }

    /** A JWS of any header and payload. */
    static String seal(String header, String payload, Signer signer) {
        String input = base64(header) + '.' + base64(payload);
        return input + '.' + StrictBase64.encodeUrl(signer.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    static String base64(String text) {
        return StrictBase64.encodeUrl(text.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(JsonValue json) {
        return StrictBase64.encodeUrl(JsonWriter.bytes(json));
    }

    /** A record with fields of every JSON type, sealed by the agency of the key. */
    World.Statement publish(String key, String agency, int number) {
        List<String> disclosures = new ArrayList<>();
        disclosures.add(field("title", "\"Purchase order " + number + "\""));
        disclosures.add(field("amount", "1" + number + "34567890.12"));
        disclosures.add(field("supplier", "\"Müller & Söhne \\\"" + number + "\\\" 東京 \\ud83d\\ude00\""));
        if (number % 2 == 0) {
            disclosures.add(field("lines", "[{\"item\":\"a\",\"count\":1e2},[],{},null,true,false,-0.0]"));
            disclosures.add(field("", "\"a field may have no name\""));
        }
        if (number % 3 == 0) {
            disclosures.add(field("version", "\"a field may be called like a claim\""));
            disclosures.add(field("__proto__", "{\"constructor\":\"toString\"}"));
        }
        int version = 1 + number % 3;
        String previous = KnownKeys.hash("version " + number).base64Url();
        JsonValue.Obj claims =
                record(claims(agency, "record.published", number), version, previous, digests(disclosures));
        return new World.Statement(seal(key, claims), disclosures);
    }

    World.Statement declare(String key, String agency, String kind, int number) {
        JsonValue.Obj claims = claims(agency, kind, number);
        claims = JsonEdit.set(claims, "record", uuid(number / 2));
        claims =
                JsonEdit.set(claims, "reason", JsonReader.parse("{\"text\":\"Grund " + number + "\",\"weight\":1.50}"));
        return new World.Statement(seal(key, claims), List.of());
    }
}
