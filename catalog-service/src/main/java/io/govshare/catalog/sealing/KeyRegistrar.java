package io.govshare.catalog.sealing;

import io.govshare.proof.json.JsonWriter;
import io.govshare.proof.seal.Jws;
import io.govshare.proof.seal.PublicKeys;
import io.govshare.starter.agency.Agency;
import io.govshare.starter.agency.AgencyDirectory;
import io.govshare.starter.keystore.KeyFileException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Sees to it that each active agency has a key pair here that identity-service knows. Registers by proof of possession: it
 * signs a challenge with the key. Tries for ever, for agencies come and go and identity-service may start later; the
 * directory of agencies, not the answer, says when a key counts.
 */
final class KeyRegistrar implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(KeyRegistrar.class);

    private static final String PROOF_TYP = "govshare-key-proof+jws";
    // identity-service's code for "The key has been registered before"; its other conflicts are refusals.
    private static final String KEY_TAKEN = "IDN-2004";
    private static final Duration WAIT_FOR_DIRECTORY = Duration.ofSeconds(10);

    private final Pkcs12SealingKeys keys;
    private final AgencyDirectory directory;
    private final RestClient identity;
    private final Duration interval;
    // Registered, but not seen in the directory yet: the event takes a moment, and asking again in it is only noise.
    private final Map<String, Long> waiting = new HashMap<>();
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    KeyRegistrar(Pkcs12SealingKeys keys, AgencyDirectory directory, RestClient identity, Duration interval) {
        this.keys = keys;
        this.directory = directory;
        this.identity = identity;
        this.interval = interval;
    }

    private record Refusal(@Nullable String code) {}

    private record Challenge(
            @Nullable String challenge, @Nullable String expiresAt) {}

    private void run(CountDownLatch stop) {
        try {
            boolean stopping = false;
            while (!stopping) {
                if (directory.isReady()) {
                    directory.all().stream().filter(Agency::isActive).forEach(agency -> look(agency.code()));
                }
                stopping = stop.await(interval.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(String agency) {
        try {
            keys.prepare(agency).filter(key -> isDue(key.signer().kid())).ifPresent(key -> register(agency, key));
        } catch (KeyFileException e) {
            log.error("Agency {} gets no sealing key", agency, e);
        } catch (RestClientException | IllegalStateException e) {
            log.warn("The sealing key of {} is not registered yet: {}", agency, e.getMessage());
        }
    }

    private boolean isDue(String kid) {
        Long since = waiting.get(kid);
        return since == null || System.nanoTime() - since > WAIT_FOR_DIRECTORY.toNanos();
    }

    private void register(String agency, Pkcs12SealingKeys.SealKey key) {
        Challenge challenge = identity.post()
                .uri("/api/identity/v1/agencies/{code}/keys/challenges", agency)
                .retrieve()
                .body(Challenge.class);
        if (challenge == null || challenge.challenge() == null) {
            throw new RestClientException("identity-service answered without a challenge");
        }
        Jws proof = Jws.sign(PROOF_TYP, challenge.challenge().getBytes(StandardCharsets.UTF_8), key.signer());
        String body = "{\"jwk\":" + JsonWriter.write(PublicKeys.toJwk(key.publicKey())) + ",\"proof\":\""
                + proof.compact() + "\"}";
        try {
            identity.post()
                    .uri("/api/identity/v1/agencies/{code}/keys", agency)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(body)
                    .retrieve()
                    .toBodilessEntity();
            log.info("Registered the sealing key {} of {}", key.signer().kid(), agency);
        } catch (HttpClientErrorException e) {
            Refusal refusal =
                    e.getStatusCode().isSameCodeAs(HttpStatus.CONFLICT) ? e.getResponseBodyAs(Refusal.class) : null;
            if (refusal == null || !KEY_TAKEN.equals(refusal.code())) {
                throw e;
            }
            log.info(
                    "identity-service knows the sealing key {} of {} already",
                    key.signer().kid(),
                    agency);
        }
        waiting.put(key.signer().kid(), System.nanoTime());
    }

    @Override
    public synchronized void start() {
        CountDownLatch stop = new CountDownLatch(1);
        stopped = stop;
        Thread.ofVirtual().name("key-registrar").start(() -> run(stop));
    }

    @Override
    public synchronized void stop() {
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }
}
