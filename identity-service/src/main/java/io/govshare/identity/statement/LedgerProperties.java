package io.govshare.identity.statement;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where ledger-service is; asked when somebody wants a receipt.
 *
 * @param url base address, without a path
 * @param timeout for connecting and for each answer
 */
@ConfigurationProperties("govshare.identity.ledger")
record LedgerProperties(
        @DefaultValue("http://127.0.0.1:8083") URI url,
        @DefaultValue("5s") Duration timeout) {}
