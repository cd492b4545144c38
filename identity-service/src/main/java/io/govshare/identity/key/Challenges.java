package io.govshare.identity.key;

import io.govshare.starter.problem.ProblemException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Texts to be signed, each for one agency, for a short time, for one attempt. */
@Component
class Challenges {

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final KeyProperties properties;
    private final Clock clock;

    Challenges(JdbcClient jdbc, KeyProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    record Challenge(String challenge, Instant expiresAt) {}

    @Transactional
    public Challenge issue(String agency, String operator) {
        Instant now = clock.instant();
        jdbc.sql("DELETE FROM key_challenge WHERE expires_at <= ?")
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
        int open = jdbc.sql("SELECT count(*) FROM key_challenge WHERE agency = ?")
                .param(agency)
                .query(Integer.class)
                .single();
        if (open >= properties.openChallenges()) {
            throw new ProblemException(
                            KeyProblem.TOO_MANY_CHALLENGES, "Use the challenges given out, or wait until they expire.")
                    .retryAfter(Duration.ofSeconds(30));
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String challenge = "govshare-key:" + agency + ':'
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant expires = now.plus(properties.challengeLifetime()).truncatedTo(ChronoUnit.SECONDS);
        jdbc.sql("INSERT INTO key_challenge (challenge, agency, operator, expires_at) VALUES (?, ?, ?, ?)")
                .params(challenge, agency, operator, expires.atOffset(ZoneOffset.UTC))
                .update();
        return new Challenge(challenge, expires);
    }

    /** Takes a challenge away for good; in a transaction of its own, so that a failed attempt uses it up as well. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void consume(String agency, String challenge) {
        int consumed = jdbc.sql("DELETE FROM key_challenge WHERE challenge = ? AND agency = ? AND expires_at > ?")
                .params(challenge, agency, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (consumed == 0) {
            throw new ProblemException(
                    KeyProblem.CHALLENGE_GONE, "Ask for a new challenge and sign that.", Map.of("field", "proof"));
        }
    }
}
