package io.govshare.catalog.record;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param keysKept how long, at least, a request with the same {@code Idempotency-Key} gets the first one's answer: over a
 *     weekend on which a sender stood still, and some days
 */
@ConfigurationProperties("govshare.catalog.publication")
public record PublicationProperties(@DefaultValue("7d") Duration keysKept) {}
