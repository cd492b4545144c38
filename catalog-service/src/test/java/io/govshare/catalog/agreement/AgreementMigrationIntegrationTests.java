package io.govshare.catalog.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.testkit.infrastructure.TestInfrastructure;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Agreements from before an agreement's steps had a table of their own. */
class AgreementMigrationIntegrationTests {

    private final DataSource database =
            TestInfrastructure.shared().postgres().createDatabase("catalog").dataSource();
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void agreementsKeepTheirStateAndTellHowTheyCameIntoIt() {
        migrate("202611221710");
        for (String purpose : new String[] {"requested", "active", "refused", "revoked", "terminated"}) {
            jdbc.sql("""
                    insert into agreement (id, dataset, provider, consumer, purpose, legal_basis, fields, valid_until,
                                           terms, terms_hash, status, requested_by, requested_at, request_entry)
                    values (gen_random_uuid(), gen_random_uuid(), 'tax', 'legal', :purpose, 'Act 1', '{name}',
                            now() + interval '1 day', '{}', sha256('{}'), 'requested', 'asker', now(),
                            sha256(convert_to('requested ' || :purpose, 'UTF8')))
                    """).param("purpose", purpose).update();
        }
        jdbc.sql("""
                update agreement
                set status = 'active', decided_by = 'decider', decided_at = now(),
                    decision_entry = sha256(convert_to('decided ' || purpose, 'UTF8'))
                where purpose in ('active', 'revoked', 'terminated')
                """).update();
        jdbc.sql("""
                update agreement
                set status = 'refused', reason = 'no', decided_by = 'decider', decided_at = now(),
                    decision_entry = sha256(convert_to('decided ' || purpose, 'UTF8'))
                where purpose = 'refused'
                """).update();
        jdbc.sql("""
                update agreement
                set status = 'revoked', reason = 'over', ended_by = 'ender', ended_at = now(),
                    end_entry = sha256(convert_to('ended ' || purpose, 'UTF8'))
                where purpose in ('revoked', 'terminated')
                """).update();
        // The consumer's own end is told from the provider's by who sealed it.
        jdbc.sql("""
                insert into statement (entry, id, type, agency, operator, sealed, sealed_at)
                select end_entry, gen_random_uuid(), 'agreement.revoked',
                       case purpose when 'terminated' then consumer else provider end, 'ender', '', now()
                from agreement
                where end_entry is not null
                """).update();

        migrate("latest");

        assertThat(jdbc.sql(
                                "select purpose || ' ' || status || ' ' || moved_by || ' ' || moved_operator from agreement")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "requested requested legal asker",
                        "active active tax decider",
                        "refused refused tax decider",
                        "revoked revoked tax ender",
                        "terminated terminated legal ender");
        assertThat(jdbc.sql("""
                        select a.purpose || ' ' || string_agg(s.status || ' ' || s.agency, ', ' order by s.number)
                        from agreement_step s join agreement a on a.id = s.agreement
                        group by a.purpose
                        """).query(String.class).list())
                .containsExactlyInAnyOrder(
                        "requested requested legal",
                        "active requested legal, active tax",
                        "refused requested legal, refused tax",
                        "revoked requested legal, active tax, revoked tax",
                        "terminated requested legal, active tax, terminated legal");
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/starter", "classpath:db/migration")
                .target(target)
                .load()
                .migrate();
    }
}
