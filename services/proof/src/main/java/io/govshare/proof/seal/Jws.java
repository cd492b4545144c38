package io.govshare.proof.seal;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonLimits;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;

/**
 * A compact JWS (RFC 7515 §7.1). Parsing checks the form only; nothing in it may be believed before {@link #verify}.
 */
public final class Jws {
    /** Room for a statement with thousands of digests; content never stands in it. */
    public static final int MAX_CHARS = 512 * 1024;

    private static final JsonLimits HEADER = new JsonLimits(4096, 8, 32);
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final String compact;
    private final JsonValue.Obj header;
    private final SealAlgorithm algorithm;
    private final byte[] payload;
    private final byte[] signature;

    private Jws(String compact, JsonValue.Obj header, SealAlgorithm algorithm, byte[] payload, byte[] signature) {
        this.compact = compact;
        this.header = header;
        this.algorithm = algorithm;
        this.payload = payload;
        this.signature = signature;
    }

    /** Signs with the header {@code alg}, {@code kid}, {@code typ}, in this order. */
    public static Jws sign(String typ, byte[] payload, Signer signer) {
        JsonValue.Obj header = JsonValue.Obj.builder()
                .add("alg", signer.alg().jose())
                .add("kid", signer.kid())
                .add("typ", typ)
                .build();
        byte[] headerText = URL.encode(JsonWriter.bytes(header));
        byte[] payloadText = URL.encode(payload);
        int signed = headerText.length + 1 + payloadText.length;
        byte[] input = new byte[signed];
        System.arraycopy(headerText, 0, input, 0, headerText.length);
        input[headerText.length] = '.';
        System.arraycopy(payloadText, 0, input, headerText.length + 1, payloadText.length);
        byte[] signature = signer.sign(input);
        if (signature.length != SealAlgorithm.SIGNATURE_BYTES) {
            throw new IllegalStateException("signer " + signer.kid() + " returned " + signature.length + " bytes");
        }
        String compact = new String(input, StandardCharsets.ISO_8859_1) + '.' + StrictBase64.encodeUrl(signature);
        return new Jws(compact, header, signer.alg(), payload.clone(), signature);
    }

    public static Jws parse(String compact) {
        if (compact.length() > MAX_CHARS) {
            throw new ProofFormatException("a JWS has at most " + MAX_CHARS + " characters");
        }
        int first = compact.indexOf('.');
        int second = compact.indexOf('.', first + 1);
        if (first < 0 || second < 0) {
            throw new ProofFormatException("a compact JWS has three parts");
        }
        JsonValue.Obj header = JsonReader.parseObject(part("header", compact.substring(0, first)), HEADER);
        byte[] payload = part("payload", compact.substring(first + 1, second));
        byte[] signature = part("signature", compact.substring(second + 1));
        // RFC 7515 §4.1.11: what is critical and unknown must not be passed over; nothing critical is known here
        if (header.members().containsKey("crit")) {
            throw new ProofFormatException("a JWS with 'crit' is not supported");
        }
        if (!(header.members().get("alg") instanceof JsonValue.Text alg)) {
            throw new ProofFormatException("a JWS header has 'alg'");
        }
        SealAlgorithm algorithm = SealAlgorithm.ofJose(alg.value());
        if (signature.length != SealAlgorithm.SIGNATURE_BYTES) {
            throw new ProofFormatException("a signature has " + SealAlgorithm.SIGNATURE_BYTES + " bytes");
        }
        return new Jws(compact, header, algorithm, payload, signature);
    }

    /** Whether the key made the signature. A key of the other algorithm never did. */
    public boolean verify(VerifyingKey key) {
        return key.algorithm() == algorithm
                && key.verify(
                        compact.substring(0, compact.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII), signature);
    }

    /** The same for a key of which one seal only is to be expected. */
    public boolean verify(PublicKey key) {
        return verify(VerifyingKey.of(key));
    }

    public String compact() {
        return compact;
    }

    public JsonValue.Obj header() {
        return header;
    }

    public SealAlgorithm algorithm() {
        return algorithm;
    }

    public byte[] payload() {
        return payload.clone();
    }

    private static byte[] part(String name, String text) {
        try {
            return StrictBase64.decodeUrl(text);
        } catch (ProofFormatException e) {
            throw new ProofFormatException("a JWS's " + name + ": " + e.getMessage(), e);
        }
    }
}
