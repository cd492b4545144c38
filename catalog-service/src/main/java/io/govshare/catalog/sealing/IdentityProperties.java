package io.govshare.catalog.sealing;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where identity-service is.
 *
 * @param url base address, without a path
 * @param timeout for connecting and for each answer
 * @param interval how long between two looks at which agencies lack a registered key
 */
@ConfigurationProperties("govshare.catalog.identity")
public record IdentityProperties(
        @DefaultValue("http://127.0.0.1:8081") URI url,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("1s") Duration interval) {}
