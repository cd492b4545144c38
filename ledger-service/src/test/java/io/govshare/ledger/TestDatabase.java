package io.govshare.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.govshare.testkit.infrastructure.TestInfrastructure;
import org.flywaydb.core.Flyway;

/** A fresh, migrated database on the PostgreSQL that the JVM's tests share. */
final class TestDatabase {

    private TestDatabase() {}

    static HikariDataSource create() {
        var made = TestInfrastructure.shared().postgres().createDatabase("ledger");
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl(made.url());
        database.setUsername(made.username());
        database.setPassword(made.password());
        database.setMaximumPoolSize(12);
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/starter", "classpath:db/migration")
                .load()
                .migrate();
        return database;
    }
}
