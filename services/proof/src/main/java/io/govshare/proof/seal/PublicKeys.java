package io.govshare.proof.seal;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.json.JsonWriter;
import io.govshare.proof.merkle.Sha256;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Public keys of agencies as JSON Web Keys (RFC 7517, RFC 8037) and back, and their thumbprints (RFC 7638). */
public final class PublicKeys {
    private static final int COORDINATE = 32;
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final ECParameterSpec P256 = p256();

    private PublicKeys() {}

    /** Accepts EC keys on P-256 and Ed25519 keys. A key with private parts is refused: whoever sent it has lost it. */
    public static PublicKey fromJwk(JsonValue.Obj jwk) {
        if (jwk.members().containsKey("d")) {
            throw new ProofFormatException("a public key's JWK has no private member 'd'");
        }
        String type = member(jwk, "kty");
        String curve = member(jwk, "crv");
        PublicKey key;
        if (type.equals("EC") && curve.equals("P-256")) {
            key = p256Key(coordinate(jwk, "x"), coordinate(jwk, "y"));
        } else if (type.equals("OKP") && curve.equals("Ed25519")) {
            key = ed25519Key(coordinate(jwk, "x"));
        } else {
            throw new ProofFormatException("a key is EC on P-256 or OKP on Ed25519");
        }
        requireIfPresent(jwk, "use", "sig");
        requireIfPresent(jwk, "alg", algorithm(key).jose());
        requireIfPresent(jwk, "kid", thumbprint(jwk));
        return key;
    }

    /** The members that make up the key, and no others. */
    public static JsonValue.Obj toJwk(PublicKey key) {
        return switch (key) {
            case ECPublicKey ec ->
                JsonValue.Obj.builder()
                        .add("kty", "EC")
                        .add("crv", "P-256")
                        .add(
                                "x",
                                StrictBase64.encodeUrl(
                                        unsigned(requireP256(ec).getW().getAffineX())))
                        .add("y", StrictBase64.encodeUrl(unsigned(ec.getW().getAffineY())))
                        .build();
            case EdECPublicKey ed ->
                JsonValue.Obj.builder()
                        .add("kty", "OKP")
                        .add("crv", "Ed25519")
                        .add("x", StrictBase64.encodeUrl(raw(ed)))
                        .build();
            default -> throw new ProofFormatException("a key is EC on P-256 or OKP on Ed25519");
        };
    }

    public static SealAlgorithm algorithm(PublicKey key) {
        return switch (key) {
            case ECPublicKey ec when requireP256(ec).getW() != null -> SealAlgorithm.ES256;
            case EdECPublicKey ed when raw(ed).length == COORDINATE -> SealAlgorithm.EDDSA;
            default -> throw new ProofFormatException("a key is EC on P-256 or OKP on Ed25519");
        };
    }

    public static String thumbprint(PublicKey key) {
        return thumbprint(toJwk(key));
    }

    /** RFC 7638 §3: SHA-256 over the required members in the order of their names. */
    public static String thumbprint(JsonValue.Obj jwk) {
        List<String> required = switch (member(jwk, "kty")) {
            case "EC" -> List.of("crv", "kty", "x", "y");
            case "OKP" -> List.of("crv", "kty", "x");
            case "RSA" -> List.of("e", "kty", "n");
            default -> throw new ProofFormatException("'kty' is to be EC, OKP or RSA");
        };
        JsonValue.Builder members = JsonValue.Obj.builder();
        required.forEach(name -> members.add(name, member(jwk, name)));
        return Sha256.hash(JsonWriter.bytes(members.build())).base64Url();
    }

    private static String member(JsonValue.Obj jwk, String name) {
        if (jwk.members().get(name) instanceof JsonValue.Text text) {
            return text.value();
        }
        throw new ProofFormatException("a JWK's '" + name + "' is text");
    }

    private static void requireIfPresent(JsonValue.Obj jwk, String name, String value) {
        if (jwk.members().containsKey(name) && !member(jwk, name).equals(value)) {
            throw new ProofFormatException("this JWK's '" + name + "' can only be '" + value + "'");
        }
    }

    private static byte[] coordinate(JsonValue.Obj jwk, String name) {
        byte[] bytes = StrictBase64.decodeUrl(member(jwk, name));
        if (bytes.length != COORDINATE) {
            throw new ProofFormatException("a JWK's '" + name + "' has 32 bytes");
        }
        return bytes;
    }

    private static PublicKey p256Key(byte[] x, byte[] y) {
        ECPoint point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
        requireOnCurve(point);
        try {
            return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, P256));
        } catch (GeneralSecurityException e) {
            throw new ProofFormatException("not a key on P-256", e);
        }
    }

    /** Providers differ in whether they check; a point off the curve would make signatures forgeable. */
    private static void requireOnCurve(ECPoint point) {
        BigInteger p = ((ECFieldFp) P256.getCurve().getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        BigInteger right = x.pow(3)
                .add(P256.getCurve().getA().multiply(x))
                .add(P256.getCurve().getB());
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.pow(2).mod(p).equals(right.mod(p))) {
            throw new ProofFormatException("the JWK's point is not on P-256");
        }
    }

    private static PublicKey ed25519Key(byte[] raw) {
        byte[] encoded = ByteBuffer.allocate(ED25519_PREFIX.length + raw.length)
                .put(ED25519_PREFIX)
                .put(raw)
                .array();
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new ProofFormatException("not an Ed25519 key", e);
        }
    }

    private static byte[] raw(EdECPublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded.length != ED25519_PREFIX.length + COORDINATE
                || !Arrays.equals(encoded, 0, ED25519_PREFIX.length, ED25519_PREFIX, 0, ED25519_PREFIX.length)) {
            throw new ProofFormatException("a key is EC on P-256 or OKP on Ed25519");
        }
        return Arrays.copyOfRange(encoded, ED25519_PREFIX.length, encoded.length);
    }

    private static ECPublicKey requireP256(ECPublicKey key) {
        if (!key.getParams().getCurve().equals(P256.getCurve())
                || !key.getParams().getGenerator().equals(P256.getGenerator())) {
            throw new ProofFormatException("a key is EC on P-256 or OKP on Ed25519");
        }
        return key;
    }

    private static byte[] unsigned(BigInteger coordinate) {
        byte[] bytes = new byte[COORDINATE];
        writeUnsigned(coordinate, bytes, 0);
        return bytes;
    }

    /** Writes a non-negative number of at most 256 bits into 32 bytes, big-endian. */
    static void writeUnsigned(BigInteger number, byte[] target, int offset) {
        byte[] signed = number.toByteArray();
        int length = Math.min(signed.length, COORDINATE);
        System.arraycopy(signed, signed.length - length, target, offset + COORDINATE - length, length);
    }

    private static ECParameterSpec p256() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java platform lacks P-256", e);
        }
    }
}
