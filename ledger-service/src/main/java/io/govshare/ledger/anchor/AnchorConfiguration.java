package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorKey;
import io.govshare.chain.BlockSeals;
import io.govshare.chain.ChainSettings;
import io.govshare.chain.Endpoints;
import io.govshare.ledger.KeystoreProperties;
import io.govshare.ledger.log.LogIdentity;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ChainProperties.class, AnchorProperties.class})
class AnchorConfiguration {

    @Bean
    Endpoints chainEndpoints(ChainProperties chain, Clock clock) {
        return new Endpoints(
                settings(chain).stream().map(ChainSettings::endpoint).toList(), clock);
    }

    @Bean
    BlockSeals blockSeals(ChainProperties chain) {
        return ConsortiumSeals.of(chain);
    }

    @Bean
    ChainConnector chainConnector(
            Endpoints endpoints,
            BlockSeals seals,
            ChainProperties chain,
            KeystoreProperties keystore,
            LogIdentity log,
            Clock clock) {
        AnchorKey key = AnchorKey.loadOrCreate(keystore.anchorKey(), keystore.password());
        return new Web3jChainConnector(settings(chain), endpoints, seals, key, chain.contract(), log, clock);
    }

    private static List<ChainSettings> settings(ChainProperties chain) {
        return chain.url().stream()
                .map(url -> ChainSettings.of(url, chain.id(), chain.consensus()))
                .toList();
    }
}
