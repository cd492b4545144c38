package io.govshare.starter.security;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param issuer exact value of the tokens' {@code iss}; its {@code /.well-known/openid-configuration} leads to the keys
 * @param audience must be among the tokens' {@code aud}
 * @param clockSkew how far the issuer's clock may be off; half a minute covers machines with NTP
 */
@Validated
@ConfigurationProperties("govshare.security")
public record SecurityProperties(
        @NotBlank @DefaultValue("http://127.0.0.1:8180/realms/govshare")
        String issuer,

        @NotBlank @DefaultValue("govshare") String audience,
        @DefaultValue("30s") Duration clockSkew) {}
