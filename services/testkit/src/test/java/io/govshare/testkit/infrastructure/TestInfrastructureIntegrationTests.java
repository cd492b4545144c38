package io.govshare.testkit.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestInfrastructureExtension.class)
class TestInfrastructureIntegrationTests {

    @Test
    void postgresIsAsDurableAsInProduction(TestDatabase database) throws SQLException {
        assertThat(query(database, "SHOW fsync")).isEqualTo("on");
        assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
        assertThat(query(database, "SHOW full_page_writes")).isEqualTo("on");
    }

    @Test
    void eachTestClassHasItsOwnDatabase(TestDatabase database, PostgresServer postgres) {
        assertThat(postgres.createDatabase("Other!").url()).isNotEqualTo(database.url());
        assertThat(database.username()).contains("testinfrastructureintegrationtests".substring(0, 30));
    }

    @Test
    void killedPostgresComesBackWithItsData(TestDatabase database, PostgresServer postgres) throws SQLException {
        execute(database, "CREATE TABLE kept (n int)");
        execute(database, "INSERT INTO kept VALUES (42)");

        postgres.kill();
        postgres.start();

        assertThat(query(database, "SELECT n FROM kept")).isEqualTo("42");
    }

    @Test
    void killedKafkaComesBackWithItsTopics(KafkaServer kafka) throws Exception {
        kafka.createTopic("kept", 3);
        kafka.createTopic("kept", 3);

        kafka.kill();
        kafka.start();

        try (Admin admin = kafka.admin()) {
            Waiting.until("topic", Duration.ofSeconds(20), () -> {
                try {
                    return admin.listTopics().names().get().contains("kept");
                } catch (Exception e) {
                    return false;
                }
            });
        }
        kafka.deleteTopics("kept", "never made");
        try (Admin admin = kafka.admin()) {
            assertThat(admin.listTopics().names().get()).doesNotContain("kept");
        }
    }

    private static String query(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
