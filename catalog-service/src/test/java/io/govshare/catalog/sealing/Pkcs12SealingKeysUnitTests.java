package io.govshare.catalog.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.schemas.AgencyChanged.KeyStatus;
import io.govshare.starter.agency.Agency;
import io.govshare.starter.agency.AgencyDirectory;
import io.govshare.starter.agency.AgencyKey;
import io.govshare.starter.keystore.KeyFile;
import io.govshare.starter.problem.ProblemException;
import io.govshare.testkit.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Pkcs12SealingKeysUnitTests {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.at(START);
    private final FakeDirectory directory = new FakeDirectory();
    private Pkcs12SealingKeys keys;

    @BeforeEach
    void open() {
        keys = new Pkcs12SealingKeys(
                KeyFile.open(folder.resolve("keys.p12"), "secret"),
                new WrappingKeys(folder.resolve("wrapping"), Duration.ofDays(1), 50_000, clock),
                directory,
                clock);
    }

    private static final class FakeDirectory implements AgencyDirectory {

        private final Map<String, AgencyKey> keys = new HashMap<>();

        void put(String agency, String kid, KeyStatus status, Instant from) {
            keys.put(kid, new AgencyKey(agency, kid, Map.of(), status, from, null));
        }

        @Override
        public Optional<Agency> agency(String code) {
            return Optional.empty();
        }

        @Override
        public Optional<AgencyKey> key(String kid) {
            return Optional.ofNullable(keys.get(kid));
        }

        @Override
        public Collection<Agency> all() {
            return List.of();
        }
    }

    @Test
    void anAgencySealsOnlyOnceItsKeyIsInTheDirectory() {
        assertThatThrownBy(() -> keys.signer("tax")).isInstanceOf(ProblemException.class);
        String kid = keys.prepare("tax").orElseThrow().signer().kid();
        assertThatThrownBy(() -> keys.signer("tax")).isInstanceOf(ProblemException.class);
        directory.put("legal", kid, KeyStatus.ACTIVE, START);
        assertThatThrownBy(() -> keys.signer("tax")).isInstanceOf(ProblemException.class);
        directory.put("tax", kid, KeyStatus.ACTIVE, START.plusSeconds(5));
        assertThatThrownBy(() -> keys.signer("tax")).isInstanceOf(ProblemException.class);
        clock.advance(Duration.ofSeconds(5));
        assertThat(keys.signer("tax").kid()).isEqualTo(kid);
        assertThat(keys.prepare("tax")).isEmpty();
    }

    @Test
    void aRevokedKeyIsFollowedByANewOne() {
        String first = keys.prepare("tax").orElseThrow().signer().kid();
        directory.put("tax", first, KeyStatus.REVOKED, START);
        clock.advance(Duration.ofMillis(10));
        String second = keys.prepare("tax").orElseThrow().signer().kid();
        assertThat(second).isNotEqualTo(first);
        directory.put("tax", second, KeyStatus.ACTIVE, START);
        assertThat(keys.signer("tax").kid()).isEqualTo(second);
    }

    @Test
    void wrappedKeysOpenAgainAndAlteredOnesDoNot() {
        keys.prepare("tax");
        SecretKey key = new SecretKeySpec(new byte[32], "AES");
        WrappedKey wrapped = keys.wrap("tax", key);
        assertThat(keys.unwrap(wrapped)).isEqualTo(key);
        byte[] altered = wrapped.bytes().clone();
        altered[5] ^= 1;
        assertThatThrownBy(() -> keys.unwrap(new WrappedKey(wrapped.wrappingKey(), altered)))
                .isInstanceOf(WrappedKeyException.class);
        assertThatThrownBy(() -> keys.unwrap(new WrappedKey("wrap.legal.1", wrapped.bytes())))
                .isInstanceOf(WrappedKeyException.class);
        assertThatThrownBy(() -> keys.wrap("legal", key)).isInstanceOf(ProblemException.class);
    }
}
