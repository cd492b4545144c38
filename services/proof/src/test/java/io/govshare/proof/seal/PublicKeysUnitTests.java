package io.govshare.proof.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.json.JsonLimits;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import java.security.PublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeysUnitTests {
    /** RFC 7638 §3.1. */
    private static final String RSA_KEY =
            "{\"kty\":\"RSA\",\"n\":\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbb"
                    + "fAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v"
                    + "-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0f"
                    + "M4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw\",\"e\":\"AQAB\",\"alg\":\"RS256\","
                    + "\"kid\":\"2011-04-29\"}";
    /** RFC 8037 appendix A. */
    private static final String ED25519_KEY =
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";
    /** RFC 9901 appendix A.5. */
    private static final String P256_KEY = "{\"kty\":\"EC\",\"crv\":\"P-256\","
            + "\"x\":\"b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ\","
            + "\"y\":\"Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8\"}";

    @Test
    void thumbprintsAreThoseOfTheRfcs() {
        assertThat(PublicKeys.thumbprint(jwk(RSA_KEY))).isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
        assertThat(PublicKeys.thumbprint(jwk(ED25519_KEY))).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    void keysSurviveTheWayToJwkAndBack() {
        for (int i = 0; i < 50; i++) {
            for (PublicKey key : new PublicKey[] {
                TestKeys.p256().getPublic(), TestKeys.ed25519().getPublic()
            }) {
                assertThat(PublicKeys.fromJwk(PublicKeys.toJwk(key))).isEqualTo(key);
            }
        }
        assertThat(PublicKeys.toJwk(PublicKeys.fromJwk(jwk(P256_KEY)))).hasToString(P256_KEY);
        assertThat(PublicKeys.toJwk(PublicKeys.fromJwk(jwk(ED25519_KEY)))).hasToString(ED25519_KEY);
    }

    @Test
    void unknownMembersDoNotMatterToTheKey() {
        String more =
                P256_KEY.replace("}", ",\"ext\":true,\"key_ops\":[\"verify\"],\"use\":\"sig\",\"alg\":\"ES256\"}");
        assertThat(PublicKeys.fromJwk(jwk(more))).isEqualTo(PublicKeys.fromJwk(jwk(P256_KEY)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kty\":\"oct\",\"k\":\"AAAA\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ\",\"y\":\"Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ\",\"y\":\"Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk9\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ\",\"y\":\"Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk4\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"y\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AG9vHeDMGTI8PPtNAhuMX55_UizFTDNfUpamaVW_7jbU\",\"y\":\"Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8\"}",
                "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo=\"}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":1}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"d\":\"\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"use\":\"enc\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"alg\":\"ES256\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"me\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}"
            })
    void keysThatCannotSealAreRefused(String jwk) {
        assertThatThrownBy(() -> PublicKeys.fromJwk(jwk(jwk))).isInstanceOf(ProofFormatException.class);
    }

    @Test
    void otherCurvesAreRefusedAsJavaKeysToo() {
        PublicKey p384 = TestKeys.ec("secp384r1").getPublic();
        assertThatThrownBy(() -> PublicKeys.toJwk(p384)).isInstanceOf(ProofFormatException.class);
        assertThatThrownBy(() -> PublicKeys.algorithm(p384)).isInstanceOf(ProofFormatException.class);
    }

    private static JsonValue.Obj jwk(String text) {
        return JsonReader.parseObject(text, JsonLimits.DEFAULT);
    }
}
