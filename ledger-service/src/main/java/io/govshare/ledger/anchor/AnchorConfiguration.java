package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorKey;
import io.govshare.chain.AnchorSigner;
import io.govshare.chain.BlockSeals;
import io.govshare.chain.ChainSettings;
import io.govshare.chain.Endpoints;
import io.govshare.chain.ExternalSigner;
import io.govshare.chain.GasPrices;
import io.govshare.ledger.KeystoreProperties;
import io.govshare.ledger.log.LogIdentity;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ChainProperties.class, AnchorProperties.class, SignerProperties.class})
class AnchorConfiguration {

    @Bean
    Endpoints chainEndpoints(ChainProperties chain, Clock clock) {
        return new Endpoints(
                settings(chain).stream().map(ChainSettings::endpoint).toList(), clock);
    }

    @Bean
    BlockSeals blockSeals(ValidatorHistory history) {
        return ConsortiumSeals.of(history);
    }

    @Bean
    GasPrices gasPrices(ChainProperties chain) {
        return new GasPrices(chain.maxGasPrice());
    }

    /**
     * Asks the database, and so is made when {@link AnchorKeyCheck} first uses it. A new key is made only for a log that
     * no contract knows.
     */
    @Bean
    @Lazy
    AnchorSigner anchorSigner(SignerProperties signer, KeystoreProperties keystore, Registries registries) {
        if (signer.url() != null) {
            return new ExternalSigner(signer.url(), signer.address());
        }
        if (Files.notExists(keystore.anchorKey())) {
            registries.find().ifPresent(known -> {
                throw AnchorKeyCheck.refused("The anchoring key file " + keystore.anchorKey() + " is missing", known);
            });
        }
        return AnchorKey.loadOrCreate(keystore.anchorKey(), keystore.password());
    }

    @Bean
    ChainConnector chainConnector(
            Endpoints endpoints,
            BlockSeals seals,
            ChainProperties chain,
            @Lazy AnchorSigner signer,
            GasPrices prices,
            LogIdentity log,
            JdbcClient jdbc,
            Clock clock) {
        return new Web3jChainConnector(
                settings(chain),
                endpoints,
                seals,
                signer,
                prices,
                new JdbcSetupTransactions(jdbc, clock),
                chain.contract(),
                log,
                clock);
    }

    private static List<ChainSettings> settings(ChainProperties chain) {
        return chain.url().stream()
                .map(url -> ChainSettings.of(url, chain.id(), chain.consensus()))
                .toList();
    }
}
