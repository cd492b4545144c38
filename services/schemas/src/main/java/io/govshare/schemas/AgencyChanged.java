package io.govshare.schemas;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The whole present state of one agency. The topic is compacted, so its newest message per code is the directory.
 *
 * @param code agency code, also the alias of its Keycloak organisation
 * @param level administrative level
 * @param region region code or name
 * @param domain subject domain, such as {@code taxation}
 * @param since when the agency came into this status
 * @param keys every key ever registered, revoked ones included, so that old seals still verify
 */
public record AgencyChanged(
        String code,
        String name,
        Level level,
        String region,
        String domain,
        Status status,
        Instant since,
        List<Key> keys) {

    /** Most keys carried for one agency. */
    public static final int MAX_KEYS = 1_000;

    public AgencyChanged {
        Wire.required(code, "code");
        Wire.required(name, "name");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(since, "since");
        keys = Wire.bounded(keys, 0, MAX_KEYS, "keys");
    }

    public enum Level {
        @JsonProperty("national")
        NATIONAL,
        @JsonProperty("provincial")
        PROVINCIAL,
        @JsonProperty("municipal")
        MUNICIPAL
    }

    public enum Status {
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("suspended")
        SUSPENDED,
        @JsonProperty("left")
        LEFT
    }

    public enum KeyStatus {
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("revoked")
        REVOKED
    }

    /**
     * @param kid RFC 7638 thumbprint of {@code jwk}, base64url
     * @param jwk the public key, RFC 7517
     * @param validUntil end of validity, exclusive; absent while open
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Key(
            String kid,
            Map<String, String> jwk,
            KeyStatus status,
            Instant validFrom,
            @Nullable Instant validUntil) {

        public Key {
            Wire.hash(kid, "kid");
            jwk = Map.copyOf(jwk);
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(validFrom, "validFrom");
        }
    }
}
