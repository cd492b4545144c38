package io.govshare.catalog.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.catalog.sealing.LaterSealingKeys;
import io.govshare.catalog.sealing.SealingKeys;
import io.govshare.catalog.sealing.WrappedKey;
import io.govshare.catalog.sealing.WrappedKeyException;
import io.govshare.starter.keystore.KeyFile;
import io.govshare.testkit.MutableClock;
import io.govshare.testkit.infrastructure.TestInfrastructure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows and key files over days, with a copy of the database from before. */
class KeyDestructionIntegrationTests {

    private static final Duration SETTLING = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(7);

    @TempDir
    private static Path folder;

    private static KeyFile file;

    private final SingleConnectionDataSource database = new SingleConnectionDataSource(connection(), true);
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-11-24T12:00:00Z"));
    private SealingKeys keys;
    private KeyDestruction destruction;

    @BeforeAll
    static void openKeyFile() {
        file = KeyFile.open(folder.resolve("agencies.p12"), "secret");
    }

    @BeforeEach
    void restart() {
        keys = LaterSealingKeys.of(file, folder.resolve("wrapping-keys"), "tax", clock);
        destruction = new KeyDestruction(
                jdbc,
                keys,
                new RemovalProperties(Duration.ofMinutes(1), SETTLING, KEPT),
                new TransactionTemplate(new DataSourceTransactionManager(database)),
                clock);
    }

    private static Connection connection() {
        try {
            return TestInfrastructure.shared()
                    .postgres()
                    .createDatabase("catalog")
                    .dataSource()
                    .getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        database.destroy();
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/starter", "classpath:db/migration")
                .target(target)
                .load()
                .migrate();
    }

    private static SecretKey key(int number) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) number;
        bytes[1] = (byte) (number >> 8);
        return new SecretKeySpec(bytes, "AES");
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    private void publish(int number) {
        insert(number, keys.wrap("tax", key(number)));
    }

    private void insert(int number, WrappedKey wrapped) {
        jdbc.sql("""
                insert into record_version (record, version, dataset, agency, entry, sealed, disclosures, wrapped_key,
                                            wrapping_key, operator, sealed_at, latest, schema_version)
                values (?, 1, ?, 'tax', sha256(cast(? as bytea)), '', 'x', ?, ?, 'op', now(), true, 1)
                """)
                .param(id(number))
                .param(id(0))
                .param(String.valueOf(number))
                .param(wrapped.bytes())
                .param(wrapped.wrappingKey())
                .update();
    }

    private void intake(int number) {
        WrappedKey wrapped = keys.wrap("tax", key(number));
        jdbc.sql("""
                insert into ingest (id, agency, dataset, idempotency_key, format, on_error, operator, state, prefix_mac,
                                    wrapped_key, wrapping_key, started_at, updated_at)
                values (?, 'tax', ?, 'k', 'csv', 'keep', 'op', 'complete', sha256('x'), ?, ?, now(), now())
                """)
                .param(id(number))
                .param(id(0))
                .param(wrapped.bytes())
                .param(wrapped.wrappingKey())
                .update();
    }

    private void erase(int number) {
        destruction.add(List.of(wrapped("record_version", "record", number).wrappingKey()));
        jdbc.sql("update record_version set wrapped_key = null, disclosures = null, erased_by = sha256('e')"
                        + " where record = ?")
                .param(id(number))
                .update();
    }

    private WrappedKey wrapped(String table, String id, int number) {
        return jdbc.sql("select wrapping_key, wrapped_key from " + table + " where " + id + " = ?")
                .param(id(number))
                .query((row, _) -> new WrappedKey(
                        Objects.requireNonNull(row.getString("wrapping_key")), row.getBytes("wrapped_key")))
                .single();
    }

    private SecretKey opened(int number) {
        return keys.unwrap(wrapped("record_version", "record", number));
    }

    private void pass(Duration time) {
        clock.advance(time);
        // As another instance, or this one after a restart.
        restart();
        destruction.run();
        // Cut off behind any step, it would come here again.
        destruction.run();
    }

    private long doomed() {
        return jdbc.sql("select count(*) from wrapping_key_to_destroy")
                .query(Long.class)
                .single();
    }

    @Test
    void anErasureReachesTheBackupsAndNothingElseIsLost() {
        migrate("latest");
        IntStream.rangeClosed(1, 450).forEach(this::publish);
        intake(900);
        jdbc.sql("create table backup as select * from record_version").update();
        erase(7);
        WrappedKey fromBackup = wrapped("backup", "record", 7);

        destruction.run();
        pass(Duration.ofHours(24));
        // The key may still be in use, and the backup is needed.
        assertThat(wrapped("record_version", "record", 8).wrappingKey()).isEqualTo(fromBackup.wrappingKey());
        pass(Duration.ofHours(2));
        assertThat(wrapped("record_version", "record", 8).wrappingKey()).isNotEqualTo(fromBackup.wrappingKey());
        pass(KEPT.minusHours(1));
        assertThat(keys.unwrap(fromBackup)).isEqualTo(key(7));
        assertThat(keys.unwrap(wrapped("backup", "record", 8))).isEqualTo(key(8));

        pass(Duration.ofHours(2));
        assertThatThrownBy(() -> keys.unwrap(fromBackup)).isInstanceOf(WrappedKeyException.class);
        assertThat(doomed()).isZero();
        for (int number = 1; number <= 450; number++) {
            if (number != 7) {
                assertThat(opened(number)).isEqualTo(key(number));
            }
        }
        assertThat(keys.unwrap(wrapped("ingest", "id", 900))).isEqualTo(key(900));
    }

    @Test
    void aKeyOfWhichEverythingWasErasedGoesWithoutMuchAdo() {
        migrate("latest");
        publish(1);
        WrappedKey fromBackup = wrapped("record_version", "record", 1);
        erase(1);
        pass(Duration.ofHours(26));
        pass(KEPT);
        assertThatThrownBy(() -> keys.unwrap(fromBackup)).isInstanceOf(WrappedKeyException.class);
        assertThat(doomed()).isZero();
    }

    @Test
    void aKeyThatAnAlteredRowMayNeedStays() {
        migrate("latest");
        publish(1);
        publish(2);
        publish(3);
        erase(1);
        byte[] good = wrapped("record_version", "record", 2).bytes();
        jdbc.sql("update record_version set wrapped_key = set_byte(wrapped_key, 3, get_byte(wrapped_key, 3) # 1)"
                        + " where record = ?")
                .param(id(2))
                .update();
        pass(Duration.ofHours(26));
        pass(KEPT.multipliedBy(2));
        assertThat(opened(3)).isEqualTo(key(3));
        assertThat(doomed()).isEqualTo(1);

        jdbc.sql("update record_version set wrapped_key = ? where record = ?")
                .param(good)
                .param(id(2))
                .update();
        assertThat(opened(2)).isEqualTo(key(2));
        pass(Duration.ofHours(1));
        pass(KEPT);
        assertThat(opened(2)).isEqualTo(key(2));
        assertThat(doomed()).isZero();
    }

    @Test
    void aNameThatIsNoKeysHoldsUpNoOther() {
        migrate("latest");
        destruction.add(List.of("nonsense", "../../x"));
        publish(1);
        WrappedKey fromBackup = wrapped("record_version", "record", 1);
        erase(1);
        pass(Duration.ofHours(26));
        pass(KEPT);
        assertThatThrownBy(() -> keys.unwrap(fromBackup)).isInstanceOf(WrappedKeyException.class);
    }

    @Test
    void recordsFromBeforeThereWereWrappingKeysAreWrappedAnew() throws Exception {
        migrate("202611240210");
        KeyFile.WrapKey agency = file.wrapKeys().getFirst();
        Cipher cipher = Cipher.getInstance("AES/KW/NoPadding");
        cipher.init(Cipher.WRAP_MODE, agency.key());
        insert(1, new WrappedKey(agency.alias(), cipher.wrap(key(1))));
        migrate("latest");
        assertThat(opened(1)).isEqualTo(key(1));

        jdbc.sql("update wrapping_key_to_destroy set since = ?")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        pass(SETTLING);
        assertThat(wrapped("record_version", "record", 1).wrappingKey()).startsWith("epoch.tax.");
        pass(KEPT);
        assertThat(opened(1)).isEqualTo(key(1));
        assertThat(doomed()).isZero();
    }
}
