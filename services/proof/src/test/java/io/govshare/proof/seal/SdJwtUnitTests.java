package io.govshare.proof.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.Resources;
import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.CanonicalJson;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SdJwtUnitTests {
    private static final KeyPair KEYS = TestKeys.p256();
    private static final Signer SIGNER = new JcaSigner(KEYS);
    private static final SealedStatement.Claims CLAIMS = new SealedStatement.Claims(
            "fiscal",
            "0193f0a0-0000-7000-8000-000000000001",
            Instant.parse("2026-11-22T10:00:00Z"),
            "5c7a9a0e-1111-4222-8333-444455556666");
    private static final String DATASET = "0193f0a0-0000-7000-8000-0000000000aa";
    private static final SdJwt.Version FIRST = new SdJwt.Version(DATASET, 1, Optional.empty());

    @Test
    void examplesOfTheRfcVerifyAndGiveTheirClaims() {
        PublicKey issuer = PublicKeys.fromJwk((JsonValue.Obj) JsonReader.parse(
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ\","
                        + "\"y\":\"Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8\"}"));
        List<String[]> examples = Resources.rows("/vectors/sd-jwt-examples.csv");
        assertThat(examples).hasSize(2);
        for (String[] example : examples) {
            String[] parts = example[1].split("~");
            Jws jws = Jws.parse(parts[0]);
            assertThat(jws.verify(issuer)).as(example[0]).isTrue();
            List<Disclosure> disclosures =
                    Arrays.stream(parts).skip(1).map(Disclosure::parse).toList();
            JsonValue.Obj claims = Disclosed.claims((JsonValue.Obj) JsonReader.parse(jws.payload()), disclosures);
            assertThat(new String(CanonicalJson.write(claims), StandardCharsets.UTF_8))
                    .isEqualTo(new String(StrictBase64.decode(example[2]), StandardCharsets.UTF_8));
        }
    }

    @Test
    void digestIsThatOfTheRfc() {
        Disclosure disclosure =
                Disclosure.parse("WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0");
        assertThat(disclosure.digest()).isEqualTo("X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");
        assertThat(disclosure.name()).contains("family_name");
        assertThat(disclosure.value()).isEqualTo(JsonValue.of("Möbius"));
    }

    @Test
    void recordSurvivesSealingAndParsing() {
        SdJwt issued = SdJwt.issue(CLAIMS, FIRST, fields(), SIGNER);
        SdJwt parsed = SdJwt.parse(issued.text());
        assertThat(parsed.statement().verify(KEYS.getPublic())).isTrue();
        assertThat(parsed.statement().type()).isEqualTo(StatementType.RECORD_PUBLISHED);
        assertThat(parsed.statement().issuer()).isEqualTo("fiscal");
        assertThat(parsed.statement().issuedAt()).isEqualTo(CLAIMS.issuedAt());
        assertThat(parsed.version()).isEqualTo(FIRST);
        assertThat(parsed.fields()).isEqualTo(fields());
        assertThat(parsed.fields().keySet()).containsExactlyElementsOf(fields().keySet());
    }

    @Test
    void laterVersionNamesTheOneBefore() {
        Hash before = SdJwt.issue(CLAIMS, FIRST, fields(), SIGNER).statement().entry();
        SdJwt.Version second = new SdJwt.Version(DATASET, 2, Optional.of(before));
        assertThat(SdJwt.parse(SdJwt.issue(CLAIMS, second, fields(), SIGNER).text())
                        .version())
                .isEqualTo(second);
        assertThatThrownBy(() -> new SdJwt.Version(DATASET, 2, Optional.empty()))
                .isInstanceOf(ProofFormatException.class);
        assertThatThrownBy(() -> new SdJwt.Version(DATASET, 1, Optional.of(before)))
                .isInstanceOf(ProofFormatException.class);
    }

    @Test
    void layeredViewHasTheSameEntryAndShowsNothingElse() {
        SdJwt whole = SdJwt.issue(CLAIMS, FIRST, fields(), SIGNER);
        SdJwt view = SdJwt.parse(
                whole.disclosing(Set.of("title", "dataset")::contains).text());
        assertThat(view.statement().entry()).isEqualTo(whole.statement().entry());
        assertThat(view.fields().keySet()).containsExactly("title", "dataset");
        assertThat(view.text()).doesNotContain(whole.disclosures().get(1).text());
        assertThat(new String(Jws.parse(view.statement().compact()).payload(), StandardCharsets.UTF_8))
                .doesNotContain("1234567890.123456789", "amount");
        assertThat(SdJwt.parse(whole.disclosing(_ -> false).text()).fields()).isEmpty();
    }

    @Test
    void equalFieldsNeverGetEqualDigests() {
        Set<String> digests = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            SdJwt.issue(CLAIMS, FIRST, fields(), SIGNER).disclosures().forEach(d -> digests.add(d.digest()));
        }
        assertThat(digests).hasSize(100 * fields().size());
    }

    @Test
    void saltsHaveAtLeast128Bits() {
        SdJwt.issue(CLAIMS, FIRST, fields(), SIGNER)
                .disclosures()
                .forEach(d -> assertThat(StrictBase64.decodeUrl(d.salt())).hasSizeGreaterThanOrEqualTo(16));
        assertThatThrownBy(() -> Disclosure.of("short", "name", JsonValue.TRUE))
                .hasMessage("a salt has at least 128 bits");
    }

    @Test
    void changedForeignAndDoubledDisclosuresAreRefused() {
        SdJwt record = SdJwt.issue(CLAIMS, FIRST, fields(), SIGNER);
        SdJwt other = SdJwt.issue(CLAIMS, FIRST, fields(), SIGNER);
        Disclosure first = record.disclosures().getFirst();
        String changed =
                Disclosure.of(first.salt(), "title", JsonValue.of("forged")).text();
        String jwt = record.statement().compact();
        for (String bad : List.of(changed, other.disclosures().getFirst().text())) {
            assertThatThrownBy(() -> SdJwt.of(record.statement(), List.of(bad)))
                    .hasMessage("a disclosure does not belong to the sealed statement");
        }
        assertThatThrownBy(() -> SdJwt.parse(jwt + '~' + first.text() + '~' + first.text() + '~'))
                .hasMessage("a disclosure is given twice");
        for (String bad : List.of(jwt, jwt + '~' + first.text(), jwt + "~~", '~' + jwt, jwt + "~*~", "~", "")) {
            assertThatThrownBy(() -> SdJwt.parse(bad)).isInstanceOf(ProofFormatException.class);
        }
    }

    @Test
    void disclosuresOfOtherShapesAreRefused() {
        for (String content : List.of(
                "[]",
                "{}",
                "[\"s\"]",
                "[1,\"n\",2]",
                "[\"s\",1,2]",
                "[\"s\",\"n\",1,2]",
                "[\"s\",\"_sd\",1]",
                "[\"s\",\"...\",1]",
                "[\"s\",\"n\",1] x",
                "nul")) {
            String text = StrictBase64.encodeUrl(content.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> Disclosure.parse(text)).as(content).isInstanceOf(ProofFormatException.class);
        }
    }

    @Test
    void digestsInTwoPlacesAndNamesThatReplaceAreRefused() {
        Disclosure inner = Disclosure.of("aaaaaaaaaaaaaaaaaaaaaa", "x", JsonValue.TRUE);
        JsonValue.Obj twice = object("{\"_sd\":[\"D\",\"D\"]}".replace("D", inner.digest()));
        assertThatThrownBy(() -> Disclosed.claims(twice, List.of(inner))).hasMessage("a digest occurs twice");
        JsonValue.Obj clash = object("{\"x\":1,\"_sd\":[\"D\"]}".replace("D", inner.digest()));
        assertThatThrownBy(() -> Disclosed.claims(clash, List.of(inner)))
                .hasMessage("a disclosed claim would replace 'x'");
        for (String bad : List.of(
                "{\"_sd\":1}",
                "{\"_sd\":[1]}",
                "{\"...\":\"x\"}",
                "{\"a\":[{\"...\":1}]}",
                "{\"a\":[{\"...\":\"x\",\"b\":1}]}",
                "{\"_sd_alg\":\"md5\"}",
                "{\"a\":[{\"...\":\"" + inner.digest() + "\"}]}")) {
            assertThatThrownBy(() -> Disclosed.claims(object(bad), List.of(inner)))
                    .as(bad)
                    .isInstanceOf(ProofFormatException.class);
        }
    }

    @Test
    void longChainsOfNestedDisclosuresAreRefusedWithoutOverflow() {
        JsonValue value = JsonValue.TRUE;
        List<Disclosure> chain = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            Disclosure next = Disclosure.of("aaaaaaaaaaaaaaaaaaaaaa", "x", value);
            chain.add(next);
            value = object("{\"_sd\":[\"" + next.digest() + "\"]}");
        }
        JsonValue.Obj payload = (JsonValue.Obj) value;
        assertThatThrownBy(() -> Disclosed.claims(payload, chain)).hasMessageContaining("nested deeper");
    }

    @Test
    void fieldNamesReservedForDigestsAreRefusedAndAllOthersAreFree() {
        for (String name : List.of("_sd", "...")) {
            assertThatThrownBy(() -> SdJwt.issue(CLAIMS, FIRST, Map.of(name, JsonValue.TRUE), SIGNER))
                    .isInstanceOf(ProofFormatException.class);
        }
        Map<String, JsonValue> names = new LinkedHashMap<>();
        for (String name : List.of("iss", "op", "version", "", "ü", "_sd_alg", "fields", "\ud83d\ude00", "a~b")) {
            names.put(name, JsonValue.of(name));
        }
        assertThat(SdJwt.parse(SdJwt.issue(CLAIMS, FIRST, names, SIGNER).text()).fields())
                .isEqualTo(names);
    }

    @Test
    void entryIsSha256OfTheText() {
        assertThat(Entry.of("")).isEqualTo(MerkleHash.EMPTY_ROOT);
        assertThat(Entry.of("abc").hex()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    private static Map<String, JsonValue> fields() {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        fields.put("title", JsonValue.of("Purchase order 17"));
        fields.put("amount", JsonReader.parse("1234567890.123456789012345678"));
        fields.put("dataset", JsonReader.parse("{\"nested\":[1,null,\"x\"]}"));
        fields.put("note", JsonValue.NULL);
        return fields;
    }

    private static JsonValue.Obj object(String text) {
        return (JsonValue.Obj) JsonReader.parse(text);
    }
}
