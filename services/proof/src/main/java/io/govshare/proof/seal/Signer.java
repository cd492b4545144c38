package io.govshare.proof.seal;

/**
 * Holds, or reaches, an agency's private key. Implementations are safe for use by several threads at once, and fail
 * with an exception rather than return anything that is not a signature.
 */
public interface Signer {
    /** The RFC 7638 thumbprint of the public key, base64url. */
    String kid();

    SealAlgorithm alg();

    /** Signs in the form JOSE uses: 64 bytes for either algorithm. */
    byte[] sign(byte[] data);
}
