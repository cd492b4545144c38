package io.govshare.catalog.subscription;

import io.govshare.proof.seal.Signer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * HTTP Message Signatures (RFC 9421) over a request's method, target, digest (RFC 9530) and given headers. Made with an
 * agency's sealing key: what is signed begins with a quotation mark and can be no seal, whose signed bytes are base64url.
 */
final class MessageSignature {

    static final String TAG = "govshare-webhook";

    /** How long a receiver may take a signature for fresh. */
    static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final String LABEL = "govshare";

    private MessageSignature() {}

    /**
     * All headers that the request then has.
     *
     * @param headers names in lower case, values of one line
     */
    static Map<String, String> sign(
            String method, URI target, Map<String, String> headers, byte[] body, Signer signer, Instant now) {
        Map<String, String> signed = new LinkedHashMap<>(headers);
        signed.put("content-digest", "sha-256=:" + base64(sha256(body)) + ":");
        // RFC 9421 §2.5: a line per component, the parameters last and without a line feed.
        StringBuilder base = new StringBuilder();
        StringBuilder components = new StringBuilder("(\"@method\" \"@target-uri\"");
        base.append("\"@method\": ").append(method).append('\n');
        base.append("\"@target-uri\": ").append(target).append('\n');
        signed.forEach((name, value) -> {
            components.append(" \"").append(name).append('"');
            base.append('"').append(name).append("\": ").append(value).append('\n');
        });
        String parameters = components + ");created=" + now.getEpochSecond() + ";expires="
                + now.plus(LIFETIME).getEpochSecond() + ";keyid=\"" + signer.kid() + "\";alg=\"" + algorithm(signer)
                + "\";tag=\"" + TAG + '"';
        base.append("\"@signature-params\": ").append(parameters);
        byte[] signature = signer.sign(base.toString().getBytes(StandardCharsets.US_ASCII));
        signed.put("signature-input", LABEL + "=" + parameters);
        signed.put("signature", LABEL + "=:" + base64(signature) + ":");
        return signed;
    }

    private static String algorithm(Signer signer) {
        return switch (signer.alg()) {
            case ES256 -> "ecdsa-p256-sha256";
            case EDDSA -> "ed25519";
        };
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
