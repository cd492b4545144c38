package io.govshare.catalog.anchoring;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where ledger-service is.
 *
 * @param url base address, without a path
 * @param timeout for connecting and for an answer about one entry; evidence for a bundle may take six times as long
 */
@ConfigurationProperties("govshare.catalog.ledger")
public record LedgerProperties(
        @DefaultValue("http://127.0.0.1:8083") URI url,
        @DefaultValue("5s") Duration timeout) {}
