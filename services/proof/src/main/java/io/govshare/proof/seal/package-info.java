/**
 * What agencies sign: statements as compact JWS, records as SD-JWT (RFC 9901), and the entry that stands for either in
 * the log.
 *
 * <p>Two algorithms, ES256 and EdDSA (Ed25519); the key decides which, never the header alone. A key's id is its RFC
 * 7638 thumbprint, so an id cannot be given to another key.
 */
@NullMarked
package io.govshare.proof.seal;

import org.jspecify.annotations.NullMarked;
