package io.govshare.proof.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.SharedData;
import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonFields;
import io.govshare.proof.json.JsonLimits;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Edge cases of signatures in the form of the Wycheproof project: one of each kind restated here, and all of its own
 * where they are at hand. ECDSA signatures are DER there; those that are no plain pair of numbers have no form here.
 */
class SignatureVectorUnitTests {
    private static final HexFormat HEX = HexFormat.of();

    static Stream<String> edwards() {
        String own = "{\"testGroups\":[{\"publicKey\":{"
                + "\"pk\":\"7d4d0e7f6153a69b6242b522abbee685fda4420f8834b108c3bdae369ef549fa\"},\"tests\":["
                + "{\"comment\":\"good\",\"msg\":\"\",\"result\":\"valid\",\"sig\":\"d4fbdb52bfa726b44d1786a8c0d171c3e62ca83c9e5b"
                + "be63de0bb2483f8fd6cc1429ab72cafc41ab56af02ff8fcc43b99bfe4c7ae940f60f38ebaa9d311c4007\"},"
                + "{\"comment\":\"other text\",\"msg\":\"00\",\"result\":\"invalid\",\"sig\":\"d4fbdb52bfa726b44d1786a8c0d171c3e62"
                + "ca83c9e5bbe63de0bb2483f8fd6cc1429ab72cafc41ab56af02ff8fcc43b99bfe4c7ae940f60f38ebaa9d311c4007\"}]}]}";
        return Stream.concat(Stream.of(own), original("ed25519_test.json"));
    }

    static Stream<String> ecdsa() {
        String own = "{\"testGroups\":[{\"publicKey\":{"
                + "\"wx\":\"04aaec73635726f213fb8a9e64da3b8632e41495a944d0045b522eba7240fad5\","
                + "\"wy\":\"0087d9315798aaa3a5ba01775787ced05eaaf7b4e09fc81d6d1aa546e8365d525d\"},\"tests\":["
                + "{\"comment\":\"good\",\"msg\":\"\",\"result\":\"valid\",\"sig\":\"3045022100b292a619339f6e567a305c951c0dcbcc42d"
                + "16e47f219f9e98e76e09d8770b34a02200177e60492c5a8242f76f07bfe3661bde59ec2a17ce5bd2dab2abebdf89a62e2\"},"
                + "{\"comment\":\"s is zero\",\"msg\":\"\",\"result\":\"invalid\",\"sig\":\"3026022100b292a619339f6e567a305c951c0d"
                + "cbcc42d16e47f219f9e98e76e09d8770b34a020100\"}]}]}";
        return Stream.concat(Stream.of(own), original("ecdsa_secp256r1_sha256_test.json"));
    }

    @ParameterizedTest
    @MethodSource("edwards")
    void ed25519VerdictsAreThoseOfTheVectors(String document) {
        List<String> differing = new ArrayList<>();
        for (JsonFields group : root(document)) {
            byte[] raw = HEX.parseHex(group.object("publicKey").text("pk"));
            PublicKey key = jwk("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + StrictBase64.encodeUrl(raw) + "\"}");
            VerifyingKey ready = VerifyingKey.of(key);
            for (JsonFields test : group.objects("tests", 1_000)) {
                byte[] signature = HEX.parseHex(test.text("sig"));
                compare(test, ready, Optional.of(signature), differing);
            }
        }
        assertThat(differing).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ecdsa")
    void es256VerdictsAreThoseOfTheVectors(String document) {
        List<String> differing = new ArrayList<>();
        for (JsonFields group : root(document)) {
            JsonFields point = group.object("publicKey");
            PublicKey key;
            try {
                key = jwk("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + coordinate(point.text("wx")) + "\",\"y\":\""
                        + coordinate(point.text("wy")) + "\"}");
            } catch (ProofFormatException offCurve) {
                differing.add(offCurve.getMessage());
                continue;
            }
            VerifyingKey ready = VerifyingKey.of(key);
            for (JsonFields test : group.objects("tests", 1_000)) {
                compare(test, ready, plain(HEX.parseHex(test.text("sig"))), differing);
            }
        }
        assertThat(differing).isEmpty();
    }

    private static void compare(JsonFields test, VerifyingKey key, Optional<byte[]> signature, List<String> differing) {
        byte[] message = HEX.parseHex(test.text("msg"));
        boolean verified = signature.filter(bytes -> key.verify(message, bytes)).isPresent();
        if (verified != test.text("result").equals("valid")) {
            differing.add(test.text("comment"));
        }
    }

    /** Strict DER to r and s of 32 bytes each; empty where there is no such form. */
    private static Optional<byte[]> plain(byte[] der) {
        try {
            int rLength = der[3];
            int sLength = der[5 + rLength];
            BigInteger r = new BigInteger(Arrays.copyOfRange(der, 4, 4 + rLength));
            BigInteger s = new BigInteger(Arrays.copyOfRange(der, 6 + rLength, 6 + rLength + sLength));
            byte[] plain = new byte[64];
            byte[] canonical = der(r, s);
            if (!Arrays.equals(canonical, der)
                    || r.signum() < 0
                    || s.signum() < 0
                    || r.bitLength() > 256
                    || s.bitLength() > 256) {
                return Optional.empty();
            }
            copy(r, plain, 32);
            copy(s, plain, 64);
            return Optional.of(plain);
        } catch (RuntimeException notDer) {
            return Optional.empty();
        }
    }

    private static byte[] der(BigInteger r, BigInteger s) {
        byte[] rBytes = r.toByteArray();
        byte[] sBytes = s.toByteArray();
        byte[] der = new byte[6 + rBytes.length + sBytes.length];
        der[0] = 0x30;
        der[1] = (byte) (der.length - 2);
        der[2] = 2;
        der[3] = (byte) rBytes.length;
        System.arraycopy(rBytes, 0, der, 4, rBytes.length);
        der[4 + rBytes.length] = 2;
        der[5 + rBytes.length] = (byte) sBytes.length;
        System.arraycopy(sBytes, 0, der, 6 + rBytes.length, sBytes.length);
        return der;
    }

    private static void copy(BigInteger value, byte[] target, int end) {
        byte[] bytes = value.toByteArray();
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, target, end - length, length);
    }

    private static String coordinate(String hex) {
        byte[] coordinate = new byte[32];
        copy(new BigInteger(hex, 16), coordinate, 32);
        return StrictBase64.encodeUrl(coordinate);
    }

    private static List<JsonFields> root(String document) {
        return JsonFields.of(JsonReader.parseObject(document, JsonLimits.DEFAULT))
                .objects("testGroups", 1_000);
    }

    private static PublicKey jwk(String text) {
        return PublicKeys.fromJwk((JsonValue.Obj) JsonReader.parse(text));
    }

    private static Stream<String> original(String name) {
        return SharedData.find("data/vectors/wycheproof/" + name).map(SignatureVectorUnitTests::read).stream();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
