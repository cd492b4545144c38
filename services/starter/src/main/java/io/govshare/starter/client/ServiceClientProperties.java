package io.govshare.starter.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The service's own login at the issuer.
 *
 * @param id client id, such as {@code catalog-service}
 * @param secret client secret
 * @param tokenUri token endpoint; found at the issuer when absent
 * @param timeout for connecting to the issuer and for its answer
 */
@ConfigurationProperties("govshare.client")
public record ServiceClientProperties(
        @Nullable String id,
        @Nullable String secret,
        @Nullable String tokenUri,
        @DefaultValue("5s") Duration timeout) {

    @Override
    public String toString() {
        return "ServiceClientProperties[id=" + id + ", tokenUri=" + tokenUri + ", timeout=" + timeout + "]";
    }
}
