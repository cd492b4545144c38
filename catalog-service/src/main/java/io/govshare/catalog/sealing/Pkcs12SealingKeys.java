package io.govshare.catalog.sealing;

import io.govshare.proof.seal.MemorySigner;
import io.govshare.proof.seal.Signer;
import io.govshare.schemas.AgencyChanged.KeyStatus;
import io.govshare.starter.agency.AgencyDirectory;
import io.govshare.starter.agency.AgencyKey;
import io.govshare.starter.keystore.KeyFile;
import io.govshare.starter.problem.ProblemException;
import java.security.GeneralSecurityException;
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
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Keys from a {@link KeyFile}, read into memory once. */
final class Pkcs12SealingKeys implements SealingKeys {

    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final String KEY_WRAP = "AES/KW/NoPadding";

    private final KeyFile file;
    private final AgencyDirectory directory;
    private final Clock clock;
    private volatile Held held;

    Pkcs12SealingKeys(KeyFile file, AgencyDirectory directory, Clock clock) {
        this.file = file;
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
        try {
            Cipher cipher = Cipher.getInstance(KEY_WRAP);
            cipher.init(Cipher.WRAP_MODE, key.key());
            return new WrappedKey(key.alias(), cipher.wrap(recordKey));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a record's key cannot be wrapped", e);
        }
    }

    @Override
    public SecretKey unwrap(WrappedKey wrapped) {
        SecretKey key = held.wrapsByAlias().get(wrapped.wrappingKey());
        if (key == null) {
            throw new WrappedKeyException("no wrapping key " + wrapped.wrappingKey());
        }
        try {
            Cipher cipher = Cipher.getInstance(KEY_WRAP);
            cipher.init(Cipher.UNWRAP_MODE, key);
            return (SecretKey) cipher.unwrap(wrapped.bytes(), "AES", Cipher.SECRET_KEY);
        } catch (GeneralSecurityException e) {
            throw new WrappedKeyException("the wrapped key was altered", e);
        }
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
