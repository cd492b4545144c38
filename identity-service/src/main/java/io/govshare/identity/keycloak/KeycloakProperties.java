package io.govshare.identity.keycloak;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param every how often all is compared without cause: Keycloak's own console changes members too
 * @param patience longest wait between attempts while Keycloak does not answer
 */
@Validated
@ConfigurationProperties("govshare.identity.keycloak")
record KeycloakProperties(
        @NotBlank @DefaultValue("http://127.0.0.1:8180") String url,
        @NotBlank @DefaultValue("govshare") String realm,
        @DefaultValue("true") boolean enabled,
        @DefaultValue("60s") Duration every,
        @DefaultValue("30s") Duration patience,
        @DefaultValue("10s") Duration timeout) {}
