package io.govshare.catalog.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogServiceTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A read needs all that it needs: each of it is taken away once, and then nothing is released. */
class BrokenDependenciesIntegrationTests extends CatalogServiceTest {

    private UUID record = new UUID(0, 0);
    private String underAgreement = "";

    @BeforeEach
    void recordUnderAnAgreement() {
        UUID dataset = dataset("north", "conditional");
        record = publish(dataset, "north", "{\"name\":\"Ada\",\"plate\":\"B-1\"}");
        underAgreement = "?purpose=audit&agreement=" + agreement(dataset, "north", "south", "audit", "name");
        assertThat(released()).hasSize(4);
    }

    @AfterEach
    void releasedAgain() {
        assertThat(released()).hasSize(4);
    }

    /** The answers that show something: to the provider and the consumer, of the record and of its receipt. */
    private List<Answer> released() {
        return answers().stream()
                .filter(answer -> answer.status() == 200 || shows(answer))
                .toList();
    }

    private List<Answer> answers() {
        return List.of(
                get("/records/" + record, publisher("north")),
                get("/records/" + record + underAgreement, consumer("south")),
                get("/records/" + record + "?purpose=own%20use", publisher("north")),
                get("/records/" + record + underAgreement, admin("south")));
    }

    private static boolean shows(Answer answer) {
        return answer.text().contains("Ada") || answer.text().contains("sdJwt");
    }

    private void expectAll(int status, String code) {
        for (Answer answer : answers()) {
            answer.expectProblem(status, code);
            assertThat(shows(answer)).as(answer.text()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"statement", "outbox", "record_version", "dataset"})
    void withoutATableOfTheDatabaseNothingIsReleased(String table) {
        jdbc.sql("alter table " + table + " rename to away").update();
        try {
            expectAll(503, "CAT-4003");
            assertThat(answers())
                    .allSatisfy(
                            answer -> assertThat(answer.header("Retry-After")).isNotEmpty());
        } finally {
            jdbc.sql("alter table away rename to " + table).update();
        }
    }

    @Test
    void withoutTheAgreementsNothingIsReleasedUnderOne() {
        jdbc.sql("alter table agreement rename to away").update();
        try {
            get("/records/" + record + underAgreement, consumer("south")).expectProblem(503, "CAT-4003");
            get("/records/" + record, publisher("north")).expect(200);
        } finally {
            jdbc.sql("alter table away rename to agreement").update();
        }
    }

    @Test
    void whatFailsAtTheCommitIsNotReleased() {
        jdbc.sql("""
                create function fail() returns trigger language plpgsql as $$
                begin
                    raise exception 'the disk is full' using errcode = 'disk_full';
                end
                $$
                """).update();
        jdbc.sql("""
                create constraint trigger fails after insert on statement
                deferrable initially deferred for each row execute function fail()
                """).update();
        long before = count("select count(*) from statement");
        try {
            expectAll(503, "CAT-4003");
            assertThat(count("select count(*) from statement")).isEqualTo(before);
        } finally {
            jdbc.sql("drop trigger fails on statement").update();
            jdbc.sql("drop function fail()").update();
        }
    }

    @Test
    void withoutTheAgencysKeyInTheDirectoryNothingIsReleased() {
        String refusals = "select count(*) from statement where type = 'access.denied'";
        long before = count(refusals);
        IDENTITY.setAnswering(false);
        try {
            agencies.announce("north", "active", List.of());
            await(
                    "the directory to be without the key",
                    () -> !get("/records/" + record, publisher("north")).text().contains("sdJwt"));
            // Neither can the record's seal be checked, nor the access be sealed.
            expectAll(503, "CAT-6001");
            assertThat(count(refusals)).isEqualTo(before);
        } finally {
            IDENTITY.setAnswering(true);
            IDENTITY.announce("north");
            await(
                    "the key to be back",
                    () -> get("/records/" + record, publisher("north")).status() == 200);
        }
    }

    @Test
    void withoutTheKeyThatItsContentIsUnderARecordIsNotReleased() {
        String key = jdbc.sql("select wrapping_key from record_version where record = ?")
                .param(record)
                .query(String.class)
                .single();
        jdbc.sql("update record_version set wrapping_key = 'lost' where record = ?")
                .param(record)
                .update();
        try {
            expectAll(500, "CAT-4008");
        } finally {
            jdbc.sql("update record_version set wrapping_key = ? where record = ?")
                    .params(key, record)
                    .update();
        }
    }

    @Test
    void aReaderWhoseAgencyIsUnknownToTheDirectoryIsRefused() {
        Answer refused = get("/records/" + record + underAgreement, consumer("nowhere"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(shows(refused)).isFalse();
    }
}
