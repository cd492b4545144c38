package io.govshare.ledger.log;

import io.govshare.ledger.KeystoreProperties;
import io.govshare.ledger.log.witness.WitnessProperties;
import io.govshare.proof.log.NoteSigner;
import io.govshare.proof.log.SignedNote;
import io.govshare.starter.security.OpenPaths;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Files;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LogProperties.class, WitnessProperties.class, KeystoreProperties.class})
class LogConfiguration {

    /** A key is made for a new log only: under another one the log would be another one, of the same name. */
    @Bean
    NoteSigner noteSigner(LogProperties properties, KeystoreProperties keystore, Checkpoints checkpoints) {
        Optional<SignedCheckpoint> newest = checkpoints.newest();
        if (newest.isPresent() && Files.notExists(keystore.path())) {
            throw lost("the log's key file " + keystore.path() + " is missing", newest.get());
        }
        NoteSigner signer =
                new NoteSigner(properties.origin(), LogKeystore.loadOrCreate(keystore.path(), keystore.password()));
        newest.filter(checkpoint -> !SignedNote.parse(checkpoint.note()).verify(signer.verifier()))
                .ifPresent(checkpoint -> {
                    throw lost(
                            "the key in " + keystore.path() + " is another one, or belongs to another origin than "
                                    + properties.origin(),
                            checkpoint);
                });
        return signer;
    }

    private static IllegalStateException lost(String what, SignedCheckpoint newest) {
        return new IllegalStateException(what + ", and the database holds a log of " + newest.size()
                + " entries: restore the file that belongs to it from its backup. Another key means another log, which"
                + " needs an empty database.");
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
