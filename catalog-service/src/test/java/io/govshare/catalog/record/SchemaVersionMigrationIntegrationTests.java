package io.govshare.catalog.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.testkit.infrastructure.TestInfrastructure;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records from before the column that says under which schema they were published. */
class SchemaVersionMigrationIntegrationTests {

    private static final String DATASET = "00000000-0000-7000-8000-000000000001";

    private final DataSource database =
            TestInfrastructure.shared().postgres().createDatabase("catalog").dataSource();
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void recordsCountAsPublishedUnderTheSchemaOfTheirTime() {
        migrate("202611221200");
        jdbc.sql("""
                insert into dataset (id, agency, title, description, sharing, metadata, schema_version, created_at,
                                     updated_at, search)
                values (cast(? as uuid), 'tax', '', '', 'open', '{}', 3, now(), now(), '')
                """).param(DATASET).update();
        for (int version = 1; version <= 3; version++) {
            jdbc.sql("""
                    insert into dataset_schema (dataset, version, schema, operator, created_at)
                    values (cast(? as uuid), ?, '{}', 'op', timestamptz '2026-11-01T00:00:00Z' + ? * interval '1 day')
                    """).params(DATASET, version, version).update();
        }
        insertRecord(1, "2026-11-01T12:00:00Z");
        insertRecord(2, "2026-11-02T12:00:00Z");
        insertRecord(3, "2026-11-03T12:00:00Z");
        insertRecord(4, "2026-11-05T00:00:00Z");

        migrate("latest");

        assertThat(jdbc.sql("select schema_version from record_version order by version")
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 1, 2, 3);
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/starter", "classpath:db/migration")
                .target(target)
                .load()
                .migrate();
    }

    private void insertRecord(int version, String sealedAt) {
        jdbc.sql("""
                insert into record_version (record, version, dataset, agency, entry, sealed, wrapping_key, operator,
                                            sealed_at, latest)
                values (gen_random_uuid(), ?, cast(? as uuid), 'tax', sha256(cast(? as bytea)), '', '', 'op',
                        cast(? as timestamptz), true)
                """).params(version, DATASET, sealedAt, sealedAt).update();
    }
}
