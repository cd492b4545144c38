package io.govshare.identity.key;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A public key with which an agency seals, or sealed.
 *
 * @param kid RFC 7638 thumbprint
 * @param jwk the members that make up the key
 * @param validUntil exclusive; absent while it may be used
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
