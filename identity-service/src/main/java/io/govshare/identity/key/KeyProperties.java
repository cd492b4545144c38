package io.govshare.identity.key;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param challengeLifetime long enough for a person with a token device
 * @param openChallenges per agency at one time
 * @param activeKeys per agency at one time: one for each sealing service or device
 * @param revocationGrace how long seals by a revoked key still count: as long as the news of a revocation may take to
 *     those who seal, for what they seal until then is sealed in good faith
 * @param sealingClient the one service that may register keys for every agency
 */
@Validated
@ConfigurationProperties("govshare.identity.keys")
record KeyProperties(
        @DefaultValue("5m") Duration challengeLifetime,
        @Positive @DefaultValue("50") int openChallenges,
        @Positive @Max(500) @DefaultValue("32") int activeKeys,
        @DefaultValue("5s") Duration revocationGrace,
        @NotBlank @DefaultValue("catalog-service") String sealingClient) {

    KeyProperties {
        if (revocationGrace.isNegative()) {
            throw new IllegalArgumentException("govshare.identity.keys.revocation-grace must not be negative");
        }
    }
}
