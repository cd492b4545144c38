package io.govshare.ledger.log.witness;

import io.govshare.proof.log.WitnessKey;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param witnesses who is asked to cosign checkpoints; nobody by default
 * @param pause shortest time between two rounds: witnesses serve many logs
 * @param timeout after which a witness counts as out of reach
 * @param longestWait upper limit of the growing time for which a witness that failed is left alone
 */
@Validated
@ConfigurationProperties("govshare.ledger.witnessing")
public record WitnessProperties(
        @DefaultValue List<Witness> witnesses,
        @DefaultValue("1s") @NotNull Duration pause,
        @DefaultValue("2s") @NotNull Duration timeout,
        @DefaultValue("1m") @NotNull Duration longestWait) {

    /**
     * @param key verifier key, {@code name+id+key}, of type 4 (Ed25519) or 6 (ML-DSA-44)
     * @param url what {@code /add-checkpoint} is appended to
     */
    public record Witness(String key, URI url) {

        public Witness {
            WitnessKey.parse(key);
            if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
                throw new IllegalArgumentException("a witness is reached by http or https, not by " + url.getScheme());
            }
        }

        WitnessKey parsedKey() {
            return WitnessKey.parse(key);
        }

        URI addCheckpoint() {
            String prefix = url.toString();
            return URI.create((prefix.endsWith("/") ? prefix : prefix + "/") + "add-checkpoint");
        }
    }
}
