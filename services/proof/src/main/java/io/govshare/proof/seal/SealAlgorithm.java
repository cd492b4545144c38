package io.govshare.proof.seal;

import io.govshare.proof.ProofFormatException;

/** How a seal is made. Both give 64 bytes. */
public enum SealAlgorithm {
    /** ECDSA on P-256 with SHA-256, as r followed by s (RFC 7518 §3.4). */
    ES256("ES256", "SHA256withECDSAinP1363Format"),
    /** Ed25519 (RFC 8037). */
    EDDSA("EdDSA", "Ed25519");

    static final int SIGNATURE_BYTES = 64;

    private final String jose;
    private final String jca;

    SealAlgorithm(String jose, String jca) {
        this.jose = jose;
        this.jca = jca;
    }

    /** The value of the {@code alg} header. */
    public String jose() {
        return jose;
    }

    String jca() {
        return jca;
    }

    static SealAlgorithm ofJose(String name) {
        for (SealAlgorithm algorithm : values()) {
            if (algorithm.jose.equals(name)) {
                return algorithm;
            }
        }
        throw new ProofFormatException("'alg' is to be ES256 or EdDSA");
    }
}
