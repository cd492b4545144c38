package io.govshare.ledger.anchor;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param poll how often a sent transaction is asked for: a tenth of a block of one second
 * @param resendAfter when a transaction that no block took is handed in again; a node's pool may have lost it
 * @param replaceAfter when a transaction that offers too little for gas is replaced by one that offers more, and how
 *     long each replacement has then; without effect where gas is free
 * @param spentAfter how long the node must insist that the nonce is spent, and not by this transaction, before it is
 *     given up: nodes behind one address need not be equally far
 * @param longestWait upper limit of the growing wait while the chain is away; also how late its return is noticed
 */
@Validated
@ConfigurationProperties("govshare.ledger.anchor")
record AnchorProperties(
        @DefaultValue("100ms") @NotNull Duration poll,
        @DefaultValue("5s") @NotNull Duration resendAfter,
        @DefaultValue("30s") @NotNull Duration replaceAfter,
        @DefaultValue("3s") @NotNull Duration spentAfter,
        @DefaultValue("5s") @NotNull Duration longestWait) {}
