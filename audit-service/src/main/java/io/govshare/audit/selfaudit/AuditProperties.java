package io.govshare.audit.selfaudit;

import io.govshare.proof.chain.Consensus;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where audit looks for itself.
 *
 * @param chainUrl JSON-RPC address of a node, best one that the ledger does not use
 * @param chainId the consortium's chain; another one is refused
 * @param chainConsensus {@code qbft}, or {@code development} for a chain without validators
 * @param ledgerUrl the ledger service
 * @param catalogUrl the catalogue service
 */
@Validated
@ConfigurationProperties("govshare.audit")
record AuditProperties(
        @NotNull URI chainUrl,
        @Positive long chainId,
        @DefaultValue("qbft") @NotNull Consensus chainConsensus,
        @NotNull URI ledgerUrl,
        @NotNull URI catalogUrl) {}
