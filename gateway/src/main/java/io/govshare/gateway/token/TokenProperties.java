package io.govshare.gateway.token;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param issuer whose tokens are accepted, exactly as in their {@code iss}
 * @param audience must be among the token's
 * @param clockSkew how far the issuer's clock may be off
 * @param openPaths readable without a token: what any monitor of the log and any verifier must be able to fetch
 * @param origins of front ends in browsers that may call the API
 */
@ConfigurationProperties("govshare.security")
public record TokenProperties(
        @DefaultValue("http://127.0.0.1:8180/realms/govshare")
        String issuer,

        @DefaultValue("govshare") String audience,
        @DefaultValue("30s") Duration clockSkew,

        @DefaultValue({"/api/ledger/v1/checkpoint", "/api/ledger/v1/tile/**", "/api/identity/v1/agencies/*/jwks.json"})
        List<String> openPaths,

        @DefaultValue({}) List<String> origins) {}
