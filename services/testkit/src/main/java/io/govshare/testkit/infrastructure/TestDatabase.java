package io.govshare.testkit.infrastructure;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

public record TestDatabase(String url, String username, String password) {

    /** Connections without a pool. */
    public DataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        dataSource.setUser(username);
        dataSource.setPassword(password);
        return dataSource;
    }
}
