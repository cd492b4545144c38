package io.govshare.testkit.infrastructure;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes databases on a server of which it knows the superuser. */
final class Databases {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String host;
    private final int port;
    private final String superuser;
    private final String password;
    private final AtomicInteger count = new AtomicInteger();

    Databases(String host, int port, String superuser, String password) {
        this.host = host;
        this.port = port;
        this.superuser = superuser;
        this.password = password;
    }

    static String newPassword() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    TestDatabase create(String name) {
        // Lower case letters, digits and underscores only: safe as identifiers, which take no parameters.
        String clean = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        String unique = "t" + count.incrementAndGet() + "_" + clean.substring(0, Math.min(40, clean.length()));
        String secret = newPassword();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + unique + " LOGIN PASSWORD '" + secret + "'");
            statement.execute("CREATE DATABASE " + unique + " OWNER " + unique);
        } catch (SQLException e) {
            throw new IllegalStateException("Database " + unique + " could not be made", e);
        }
        return new TestDatabase("jdbc:postgresql://" + host + ":" + port + "/" + unique, unique, secret);
    }

    /** Waits until the server answers. */
    void awaitReady(Duration patience) {
        Waiting.until("PostgreSQL on port " + port, patience, () -> {
            try (Connection connection = connect()) {
                return connection.isValid(1);
            } catch (SQLException e) {
                return false;
            }
        });
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + host + ":" + port + "/postgres?connectTimeout=2&socketTimeout=10",
                superuser,
                password);
    }
}
