package io.govshare.catalog.anchoring;

import io.govshare.starter.client.ServiceTokens;
import io.govshare.starter.receipt.LedgerEvidence;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AnchoringConfiguration {

    @Bean
    LedgerEvidence ledgerEvidence(LedgerProperties ledger, ServiceTokens tokens) {
        return new LedgerEvidence(
                ledger.url(), ledger.timeout(), tokens, AnchoringProblem.PENDING, AnchoringProblem.LEDGER_UNAVAILABLE);
    }
}
