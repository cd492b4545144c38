package io.govshare.identity.key;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.seal.Jws;
import io.govshare.proof.seal.PublicKeys;
import io.govshare.starter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key and the proof of who holds it: a compact JWS whose payload is the challenge. Its own {@code typ} keeps such a
 * signature from ever passing for a sealed statement, and a statement from passing for a proof.
 *
 * @param challenge what was signed; whether it was given out is for {@link Challenges} to say
 */
record ProofOfPossession(String kid, String algorithm, Map<String, String> jwk, String challenge) {

    static final String TYPE = "govshare-key-proof+jws";

    private static final int LONGEST = 4096;

    ProofOfPossession {
        jwk = Map.copyOf(jwk);
    }

    /** Checks key, form and signature. */
    static ProofOfPossession check(@Nullable Map<String, String> givenKey, @Nullable String givenProof) {
        JsonValue.Obj jwk = object(givenKey);
        PublicKey key;
        String kid;
        try {
            key = PublicKeys.fromJwk(jwk);
            kid = PublicKeys.thumbprint(key);
        } catch (ProofFormatException e) {
            throw unacceptable(KeyProblem.UNACCEPTABLE_KEY, "jwk", String.valueOf(e.getMessage()));
        }
        if (givenProof == null || givenProof.isEmpty() || givenProof.length() > LONGEST) {
            throw unacceptable(
                    KeyProblem.UNACCEPTABLE_PROOF, "proof", "send a compact JWS over the challenge, by this key");
        }
        Jws proof;
        try {
            proof = Jws.parse(givenProof);
        } catch (ProofFormatException e) {
            throw unacceptable(KeyProblem.UNACCEPTABLE_PROOF, "proof", String.valueOf(e.getMessage()));
        }
        require(proof, "typ", TYPE);
        require(proof, "kid", kid);
        if (!proof.verify(key)) {
            throw unacceptable(KeyProblem.UNACCEPTABLE_PROOF, "proof", "the signature is not this key's");
        }
        return new ProofOfPossession(
                kid,
                proof.algorithm().jose(),
                members(PublicKeys.toJwk(key)),
                new String(proof.payload(), StandardCharsets.ISO_8859_1));
    }

    private static void require(Jws proof, String name, String value) {
        if (!(proof.header().members().get(name) instanceof JsonValue.Text text)
                || !text.value().equals(value)) {
            throw unacceptable(
                    KeyProblem.UNACCEPTABLE_PROOF, "proof", "its header '%s' must be '%s'".formatted(name, value));
        }
    }

    private static JsonValue.Obj object(@Nullable Map<String, String> jwk) {
        if (jwk == null || jwk.isEmpty() || jwk.size() > 20) {
            throw unacceptable(KeyProblem.UNACCEPTABLE_KEY, "jwk", "send the public key as a JWK");
        }
        JsonValue.Builder builder = JsonValue.Obj.builder();
        jwk.forEach((name, value) -> {
            if (value == null || value.length() > 1000) {
                throw unacceptable(KeyProblem.UNACCEPTABLE_KEY, "jwk", "its members are short texts");
            }
            builder.add(name, value);
        });
        return builder.build();
    }

    private static Map<String, String> members(JsonValue.Obj jwk) {
        Map<String, String> members = new LinkedHashMap<>();
        jwk.members().forEach((name, value) -> {
            if (value instanceof JsonValue.Text text) {
                members.put(name, text.value());
            }
        });
        return members;
    }

    private static ProblemException unacceptable(KeyProblem problem, String field, String why) {
        return new ProblemException(problem, "'%s': %s.".formatted(field, why), Map.of("field", field));
    }
}
