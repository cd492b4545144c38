package io.govshare.identity.key;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A public key with which an agency seals, or sealed.
 *
 * @param kid RFC 7638 thumbprint
 * @param jwk the members that make up the key
 * @param validUntil exclusive end of the seals that count; absent while it may be used, and for a moment still to come
 *     once it is revoked
 */
public record SealingKey(
        String kid,
        String agency,
        String algorithm,
        Map<String, String> jwk,
        Instant validFrom,
        @Nullable Instant validUntil) {

    public SealingKey {
        jwk = Map.copyOf(jwk);
    }

    public boolean isActive() {
        return validUntil == null;
    }
}
