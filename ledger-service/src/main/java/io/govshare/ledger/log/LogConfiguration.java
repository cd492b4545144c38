package io.govshare.ledger.log;

import io.govshare.ledger.KeystoreProperties;
import io.govshare.ledger.log.witness.WitnessProperties;
import io.govshare.proof.log.NoteSigner;
import io.govshare.starter.security.OpenPaths;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LogProperties.class, WitnessProperties.class, KeystoreProperties.class})
class LogConfiguration {

    @Bean
    LogKeystore logKeystore(KeystoreProperties keystore) {
        return LogKeystore.open(keystore.path(), keystore.password());
    }

    @Bean
    NoteSigner noteSigner(LogProperties properties, LogKeystore keystore) {
        return new NoteSigner(properties.origin(), keystore.keys());
    }

    @Bean
    LogIdentity logIdentity(LogProperties properties, NoteSigner signer) {
        return new LogIdentity(properties.origin(), signer.verifier());
    }

    /** What C2SP clients read. */
    @Bean
    OpenPaths logPaths() {
        return OpenPaths.of("/api/ledger/v1/checkpoint", "/api/ledger/v1/tile/**");
    }

    @Bean
    MeterBinder logMeters(LogHeads heads) {
        return meters -> Gauge.builder(
                        "govshare.ledger.log.size", () -> heads.current().size())
                .description("Leaves in the log")
                .register(meters);
    }
}
