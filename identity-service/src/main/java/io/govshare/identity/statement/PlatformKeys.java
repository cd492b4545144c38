package io.govshare.identity.statement;

import io.govshare.proof.json.JsonValue;
import io.govshare.proof.seal.MemorySigner;
import io.govshare.proof.seal.PublicKeys;
import io.govshare.proof.seal.Signer;
import io.govshare.starter.keystore.KeyFile;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys the platform seals with: the private one in a file, all the public ones in the database. A key whose file was
 * lost stays among the public ones, so that its seals verify for ever, and a new one takes its place.
 */
@Component
public class PlatformKeys implements SmartLifecycle {

    /** The issuer of the platform's own statements. No agency may have this code. */
    public static final String PLATFORM = "platform";

    private static final TypeReference<Map<String, String>> JWK = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Signer signer;
    private final JsonValue.Obj jwk;
    private final Clock clock;
    private volatile boolean running;

    PlatformKeys(KeystoreProperties keystore, JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        KeyFile file = KeyFile.open(keystore.path(), keystore.password());
        if (file.sealKeys().isEmpty()) {
            file.addSealKey(PLATFORM, clock.instant());
        }
        KeyFile.SealKey newest = file.sealKeys().getLast();
        this.signer = new MemorySigner(newest.publicKey(), newest.privateKey());
        this.jwk = PublicKeys.toJwk(newest.publicKey());
        this.clock = clock;
    }

    /** @param validFrom seals of this key are not older */
    public record PlatformKey(String kid, Map<String, String> jwk, Instant validFrom) {

        public PlatformKey {
            jwk = Map.copyOf(jwk);
        }
    }

    /** Every key the platform ever sealed with, oldest first. */
    public List<PlatformKey> all() {
        return jdbc.sql("SELECT kid, jwk, valid_from FROM platform_key ORDER BY valid_from, kid")
                .query((row, _) -> new PlatformKey(
                        row.getString("kid"),
                        json.readValue(row.getString("jwk"), JWK),
                        row.getObject("valid_from", OffsetDateTime.class).toInstant()))
                .list();
    }

    Signer signer() {
        return signer;
    }

    /** Makes the key public. */
    @Override
    public void start() {
        // A seal's time is in whole seconds: one made within this very second must not come before its key.
        remember(clock.instant().truncatedTo(ChronoUnit.SECONDS));
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE; // Before anybody can ask for a seal.
    }

    private void remember(Instant now) {
        Map<String, String> members = new HashMap<>();
        jwk.members().forEach((name, value) -> {
            if (value instanceof JsonValue.Text(String text)) {
                members.put(name, text);
            }
        });
        jdbc.sql("INSERT INTO platform_key (kid, jwk, valid_from) VALUES (?, ?::jsonb, ?) ON CONFLICT DO NOTHING")
                .params(signer.kid(), json.writeValueAsString(members), now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
