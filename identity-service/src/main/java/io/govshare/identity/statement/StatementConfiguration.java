package io.govshare.identity.statement;

import io.govshare.starter.client.ServiceTokens;
import io.govshare.starter.receipt.LedgerEvidence;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StatementConfiguration {

    @Bean
    LedgerEvidence ledgerEvidence(LedgerProperties ledger, ServiceTokens tokens) {
        return new LedgerEvidence(
                ledger.url(), ledger.timeout(), tokens, StatementProblem.PENDING, StatementProblem.LEDGER_UNAVAILABLE);
    }
}
