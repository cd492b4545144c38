package io.govshare.proof.seal;

import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.Sha256;
import java.nio.charset.StandardCharsets;

/** The only thing the log and the chain ever see of a statement. */
public final class Entry {
    private Entry() {}

    /**
     * SHA-256 over the ASCII bytes of the compact JWS; for a record the issuer-signed JWT without disclosures, so that
     * every layered view has the same entry.
     */
    public static Hash of(String compactJws) {
        return Sha256.hash(compactJws.getBytes(StandardCharsets.US_ASCII));
    }
}
