package io.govshare.identity.key;

import io.govshare.identity.agency.Agencies;
import io.govshare.identity.agency.Agency;
import io.govshare.identity.agency.AgencyProblem;
import io.govshare.identity.agency.Announcer;
import io.govshare.identity.agency.Reason;
import io.govshare.identity.statement.Statements;
import io.govshare.proof.seal.StatementType;
import io.govshare.schemas.AgencyChanged;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Registers and revokes keys. Each change locks the agency and announces it, keys and all. */
@Service
class KeyRegistry {

    private final Agencies agencies;
    private final SealingKeys keys;
    private final Challenges challenges;
    private final Announcer announcer;
    private final Statements statements;
    private final TransactionTemplate transactions;
    private final KeyProperties properties;
    private final Clock clock;

    KeyRegistry(
            Agencies agencies,
            SealingKeys keys,
            Challenges challenges,
            Announcer announcer,
            Statements statements,
            TransactionTemplate transactions,
            KeyProperties properties,
            Clock clock) {
        this.agencies = agencies;
        this.keys = keys;
        this.challenges = challenges;
        this.announcer = announcer;
        this.statements = statements;
        this.transactions = transactions;
        this.properties = properties;
        this.clock = clock;
    }

    /** @param isNew false when this agency had registered this key before */
    record Registered(SealingKey key, boolean isNew) {}

    /** Not in one transaction: while the challenge is consumed in its own, no other connection may be held. */
    public Registered register(String code, ProofOfPossession proof, Operator operator) {
        requireActive(agencies.get(code));
        challenges.consume(code, proof.challenge());
        return Objects.requireNonNull(transactions.execute(_ -> registered(code, proof, operator)));
    }

    private Registered registered(String code, ProofOfPossession proof, Operator operator) {
        requireActive(agencies.lock(code));
        Optional<SealingKey> known = keys.find(proof.kid());
        if (known.isPresent()) {
            return new Registered(again(known.get(), code), false);
        }
        requireRoom(code);
        SealingKey key = new SealingKey(
                proof.kid(),
                code,
                proof.algorithm(),
                proof.jwk(),
                // A seal's time is in whole seconds: one made within this very second must not come before its key.
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                null);
        keys.insert(key, operator.id());
        statements.add(StatementType.KEY_REGISTERED, code, operator.id(), null, Map.of("kid", key.kid()));
        announcer.announce(code);
        return new Registered(key, true);
    }

    /**
     * The key is revoked at once and nobody who knows seals with it; seals count until the grace is over, for those who
     * do not know yet seal in good faith.
     */
    @Transactional
    public SealingKey revoke(String code, String kid, Operator operator, Reason reason) {
        agencies.lock(code);
        SealingKey key = keys.find(kid)
                .filter(found -> found.agency().equals(code))
                .orElseThrow(() -> new ProblemException(
                        KeyProblem.UNKNOWN_KEY,
                        "The agency's keys are listed at /api/identity/v1/agencies/%s/keys.".formatted(code),
                        Map.of("parameter", "kid")));
        if (!key.isActive()) {
            return key;
        }
        Instant validUntil = clock.instant().plus(properties.revocationGrace()).truncatedTo(ChronoUnit.MICROS);
        keys.revoke(kid, validUntil, operator.id(), reason.text());
        statements.add(
                StatementType.KEY_REVOKED,
                code,
                operator.id(),
                reason.text(),
                Map.of("kid", kid, "validUntil", validUntil.toString()));
        announcer.announce(code);
        return keys.find(kid).orElseThrow();
    }

    private static SealingKey again(SealingKey known, String code) {
        if (!known.agency().equals(code)) {
            throw taken("The key belongs to another agency; make one of your own.");
        }
        if (!known.isActive()) {
            throw taken("The key has been revoked; make a new one.");
        }
        return known;
    }

    private static ProblemException taken(String detail) {
        return new ProblemException(KeyProblem.KEY_TAKEN, detail, Map.of("field", "jwk"));
    }

    private void requireRoom(String code) {
        List<SealingKey> all = keys.of(code);
        long active = all.stream().filter(SealingKey::isActive).count();
        if (active >= properties.activeKeys() || all.size() >= AgencyChanged.MAX_KEYS) {
            throw new ProblemException(
                    KeyProblem.TOO_MANY_KEYS,
                    "An agency has up to %d active keys and %d in all; revoke one first."
                            .formatted(properties.activeKeys(), AgencyChanged.MAX_KEYS));
        }
    }

    static void requireActive(Agency agency) {
        if (!agency.isActive()) {
            String status = agency.status().name().toLowerCase(Locale.ROOT);
            throw new ProblemException(
                    AgencyProblem.WRONG_STATUS, "The agency is " + status + ".", Map.of("agencyStatus", status));
        }
    }
}
