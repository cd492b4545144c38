package io.govshare.starter.agency;

import io.govshare.schemas.AgencyChanged;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A public sealing key.
 *
 * @param agency code of the agency that registered it
 * @param kid RFC 7638 thumbprint of {@code jwk}, base64url
 * @param validUntil exclusive; absent while open
 */
public record AgencyKey(
        String agency,
        String kid,
        Map<String, String> jwk,
        AgencyChanged.KeyStatus status,
        Instant validFrom,
        @Nullable Instant validUntil) {

    public AgencyKey {
        jwk = Map.copyOf(jwk);
    }

    /** Whether a seal made at this time by this key counts. A key revoked later keeps its earlier seals. */
    public boolean isValidAt(Instant time) {
        return !time.isBefore(validFrom) && (validUntil == null || time.isBefore(validUntil));
    }
}
