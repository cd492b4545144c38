package io.govshare.catalog.sealing;

import io.govshare.proof.seal.MemorySigner;
import io.govshare.proof.seal.Signer;
import io.govshare.schemas.AgencyChanged.KeyStatus;
import io.govshare.starter.agency.AgencyDirectory;
import io.govshare.starter.agency.AgencyKey;
import io.govshare.starter.keystore.KeyFile;
import io.govshare.starter.problem.ProblemException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Keys from a {@link KeyFile}, read into memory once, and under them {@link WrappingKeys}. Records from before there were
 * such were wrapped by their agency's own key.
 */
final class Pkcs12SealingKeys implements SealingKeys {

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final KeyFile file;
    private final WrappingKeys wrappingKeys;
    private final AgencyDirectory directory;
    private final Clock clock;
    private volatile Held held;

    Pkcs12SealingKeys(KeyFile file, WrappingKeys wrappingKeys, AgencyDirectory directory, Clock clock) {
        this.file = file;
        this.wrappingKeys = wrappingKeys;
        this.directory = directory;
        this.clock = clock;
        this.held = Held.of(file);
    }

    /** A key pair in memory. */
    record SealKey(MemorySigner signer, PublicKey publicKey) {}

    /**
     * @param seals by agency, the newest first
     * @param wraps by agency, the newest one
     * @param wrapsByAlias all
     */
    private record Held(
            Map<String, List<SealKey>> seals, Map<String, KeyFile.WrapKey> wraps, Map<String, SecretKey> wrapsByAlias) {

        static Held of(KeyFile file) {
            Map<String, List<SealKey>> seals = new HashMap<>();
            for (KeyFile.SealKey key : file.sealKeys()) {
                seals.computeIfAbsent(key.agency(), _ -> new ArrayList<>())
                        .addFirst(new SealKey(new MemorySigner(key.publicKey(), key.privateKey()), key.publicKey()));
            }
            Map<String, KeyFile.WrapKey> wraps = new HashMap<>();
            Map<String, SecretKey> byAlias = new HashMap<>();
            for (KeyFile.WrapKey key : file.wrapKeys()) {
                wraps.put(key.agency(), key);
                byAlias.put(key.alias(), key.key());
            }
            return new Held(seals, wraps, byAlias);
        }
    }

    @Override
    public Signer signer(String agency) {
        Instant now = clock.instant();
        for (SealKey key : held.seals().getOrDefault(agency, List.of())) {
            if (usable(agency, key, now)) {
                return key.signer();
            }
        }
        throw notReady(agency);
    }

    @Override
    public WrappedKey wrap(String agency, SecretKey recordKey) {
        KeyFile.WrapKey key = held.wraps().get(agency);
        if (key == null) {
            throw notReady(agency);
        }
        return wrappingKeys.wrap(new WrappingKeys.Above(agency, key.alias(), key.key()), recordKey);
    }

    @Override
    public SecretKey unwrap(WrappedKey wrapped) {
        Map<String, SecretKey> agencies = held.wrapsByAlias();
        if (isOneOfMany(wrapped.wrappingKey())) {
            return wrappingKeys.unwrap(wrapped, agencies);
        }
        SecretKey key = agencies.get(wrapped.wrappingKey());
        if (key == null) {
            throw new WrappedKeyException("no wrapping key " + wrapped.wrappingKey());
        }
        return WrappingKeys.unwrap(key, wrapped.bytes());
    }

    @Override
    public Instant wrapsUntil(String wrappingKey) {
        return held.wrapsByAlias().containsKey(wrappingKey) ? Instant.EPOCH : WrappingKeys.wrapsUntil(wrappingKey);
    }

    @Override
    public boolean destroy(String wrappingKey) {
        return isOneOfMany(wrappingKey) && wrappingKeys.destroy(wrappingKey);
    }

    @Override
    public void forgetDestroyed() {
        wrappingKeys.forgetDestroyed();
    }

    private static boolean isOneOfMany(String wrappingKey) {
        return wrappingKey.startsWith(WrappingKeys.PREFIX);
    }

    /**
     * Makes the keys that the agency lacks; a revoked key pair is followed by a new one.
     *
     * @return the key pair that identity-service does not know yet, if there is one
     */
    synchronized Optional<SealKey> prepare(String agency) {
        Instant now = clock.instant();
        if (!held.wraps().containsKey(agency)) {
            file.addWrapKey(agency, now);
            held = Held.of(file);
        }
        SealKey newest = newest(agency);
        if (newest == null || isOver(newest, now)) {
            file.addSealKey(agency, now);
            held = Held.of(file);
            newest = newest(agency);
        }
        return Optional.ofNullable(newest)
                .filter(key -> directory.key(key.signer().kid()).isEmpty());
    }

    private @Nullable SealKey newest(String agency) {
        List<SealKey> keys = held.seals().getOrDefault(agency, List.of());
        return keys.isEmpty() ? null : keys.getFirst();
    }

    // A seal tells its time in whole seconds; it must not seem older than the key.
    private boolean usable(String agency, SealKey key, Instant now) {
        Optional<AgencyKey> known = directory.key(key.signer().kid());
        return known.isPresent()
                && known.get().agency().equals(agency)
                && known.get().status() == KeyStatus.ACTIVE
                && known.get().isValidAt(now.truncatedTo(ChronoUnit.SECONDS));
    }

    private boolean isOver(SealKey key, Instant now) {
        return directory
                .key(key.signer().kid())
                .filter(known -> known.status() == KeyStatus.REVOKED
                        || (known.validUntil() != null && !now.isBefore(known.validUntil())))
                .isPresent();
    }

    private static ProblemException notReady(String agency) {
        return new ProblemException(
                        SealingProblem.KEY_NOT_READY, "The agency '" + agency + "' cannot seal yet; try again shortly")
                .retryAfter(RETRY);
    }
}
