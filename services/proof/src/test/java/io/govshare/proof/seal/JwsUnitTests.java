package io.govshare.proof.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwsUnitTests {
    /** RFC 8037 appendix A.4. */
    private static final String RFC_8037 = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
            + "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    /** RFC 7515 appendix A.3, with its key. */
    private static final String RFC_7515 = "eyJhbGciOiJFUzI1NiJ9."
            + "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
            + "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    private static final PublicKey RFC_7515_KEY = key(
            "{\"kty\":\"EC\",\"crv\":\"P-256\","
                    + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}");

    @Test
    void examplesOfTheRfcsVerify() {
        PublicKey ed =
                key("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}");
        assertThat(Jws.parse(RFC_8037).verify(ed)).isTrue();
        assertThat(Jws.parse(RFC_8037).payload()).asString().isEqualTo("Example of Ed25519 signing");
        assertThat(Jws.parse(RFC_7515).verify(RFC_7515_KEY)).isTrue();
        assertThat(Jws.parse(RFC_7515).verify(ed)).isFalse();
        assertThat(Jws.parse(RFC_8037).verify(RFC_7515_KEY)).isFalse();
    }

    @Test
    void everySingleChangedCharacterIsNoticed() {
        int accepted = 0;
        for (int i = 0; i < RFC_7515.length(); i++) {
            char c = RFC_7515.charAt(i);
            String changed = RFC_7515.substring(0, i) + (c == 'A' ? 'B' : 'A') + RFC_7515.substring(i + 1);
            accepted += verifies(changed, RFC_7515_KEY) ? 1 : 0;
        }
        assertThat(accepted).isZero();
    }

    @Test
    void eitherAlgorithmSignsWhatItVerifies() {
        for (KeyPair keys : List.of(TestKeys.p256(), TestKeys.ed25519())) {
            Signer signer = new JcaSigner(keys);
            Jws signed = Jws.sign("test", "payload".getBytes(StandardCharsets.UTF_8), signer);
            Jws parsed = Jws.parse(signed.compact());
            assertThat(parsed.verify(keys.getPublic())).isTrue();
            assertThat(parsed.header())
                    .hasToString("{\"alg\":\"" + signer.alg().jose() + "\",\"kid\":\"" + signer.kid()
                            + "\",\"typ\":\"test\"}");
            assertThat(parsed.verify(TestKeys.p256().getPublic())).isFalse();
            assertThat(parsed.verify(TestKeys.ed25519().getPublic())).isFalse();
        }
    }

    @Test
    void manyThreadsShareOneSigner() throws ExecutionException, InterruptedException {
        KeyPair keys = TestKeys.p256();
        Signer signer = new JcaSigner(keys);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Jws>> signed = IntStream.range(0, 300)
                    .mapToObj(i ->
                            threads.submit(() -> Jws.sign("test", new byte[] {(byte) i, (byte) (i >> 8)}, signer)))
                    .toList();
            for (Future<Jws> each : signed) {
                assertThat(Jws.parse(each.get().compact()).verify(keys.getPublic()))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "a.b",
                "eyJhbGciOiJub25lIn0..",
                "eyJhbGciOiJFUzI1NiJ9.e30.AAAA",
                "eyJhbGciOiJFUzI1NiJ9.e30",
                "eyJhbGciOiJIUzI1NiJ9.e30.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "eyJhbGciOiJFUzI1NiIsImNyaXQiOltdfQ.e30.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "eyJhbGciOiJFUzI1NiIsImFsZyI6IkVTMjU2In0.e30.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "W10.e30.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "eyJhbGciOiJFUzI1NiJ9.e30=.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void brokenOnesAreRefused(String compact) {
        assertThatThrownBy(() -> Jws.parse(compact)).isInstanceOf(ProofFormatException.class);
    }

    @Test
    void signaturesOfZeroAreNotAccepted() {
        String zeros = RFC_7515.substring(0, RFC_7515.lastIndexOf('.') + 1) + StrictBase64.encodeUrl(new byte[64]);
        assertThat(Jws.parse(zeros).verify(RFC_7515_KEY)).isFalse();
    }

    @Test
    void edwardsSignaturesHaveOneFormOnly() {
        // the order of the base point added to S, which a lax verifier accepts (RFC 8032 §5.1.7).
        String malleable = malleated(RFC_8037);
        assertThat(verifies(
                        malleable,
                        key("{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
                                + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}")))
                .isFalse();
    }

    @Test
    void randomDamageIsRefusedOrDoesNotVerify() {
        Random random = new Random(7515);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder damaged = new StringBuilder(RFC_7515);
            for (int i = random.nextInt(3); i >= 0; i--) {
                damaged.setCharAt(random.nextInt(damaged.length()), (char) random.nextInt(32, 127));
            }
            boolean unchanged = RFC_7515.contentEquals(damaged);
            assertThat(verifies(damaged.toString(), RFC_7515_KEY)).isEqualTo(unchanged);
        }
    }

    private static String malleated(String compact) {
        int dot = compact.lastIndexOf('.');
        byte[] signature = StrictBase64.decodeUrl(compact.substring(dot + 1));
        byte[] order = HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            int sum = (signature[32 + i] & 0xff) + (order[i] & 0xff) + carry;
            signature[32 + i] = (byte) sum;
            carry = sum >> 8;
        }
        return compact.substring(0, dot + 1) + StrictBase64.encodeUrl(signature);
    }

    private static boolean verifies(String compact, PublicKey key) {
        try {
            return Jws.parse(compact).verify(key);
        } catch (ProofFormatException refused) {
            return false;
        }
    }

    private static PublicKey key(String jwk) {
        return PublicKeys.fromJwk((JsonValue.Obj) JsonReader.parse(jwk));
    }
}
