package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorKey;
import io.govshare.chain.ChainConnection;
import io.govshare.chain.ChainSettings;
import io.govshare.ledger.KeystoreProperties;
import io.govshare.ledger.log.LogIdentity;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ChainProperties.class, AnchorProperties.class})
class AnchorConfiguration {

    @Bean
    ChainConnection chainConnection(ChainProperties chain) {
        return new ChainConnection(ChainSettings.of(chain.url(), chain.id(), chain.consensus()));
    }

    @Bean
    ChainConnector chainConnector(
            ChainConnection connection, ChainProperties chain, KeystoreProperties keystore, LogIdentity log) {
        AnchorKey key = AnchorKey.loadOrCreate(keystore.anchorKey(), keystore.password());
        return new Web3jChainConnector(connection, key, chain.contract(), log);
    }
}
