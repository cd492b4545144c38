package io.govshare.stack.part;

import io.govshare.stack.process.Launch;
import io.govshare.stack.process.OneShot;
import io.govshare.stack.process.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;

/**
 * PostgreSQL from the binaries that Maven brings, as durable as in production: fsync and synchronous commit stay on.
 *
 * <p>Each service has a database and a role of the same name; a role reaches no other database. Passwords are set at
 * every start, so the secrets file is the one truth about them.
 */
public final class PostgresServer implements Part {

    public static final String ID = "postgresql";

    private static final String ADMINISTRATOR = "govshare_admin";
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private final Folders folders;
    private final int port;
    private final String administratorPassword;
    private final Map<String, String> databases;
    private final UnprivilegedAccount account;
    private volatile Path programs;

    /** @param databases name of each database, which is also its role's, and the role's password */
    public PostgresServer(Folders folders, int port, String administratorPassword, Map<String, String> databases)
            throws IOException, InterruptedException {
        this(folders, port, administratorPassword, databases, UnprivilegedAccount.find());
    }

    PostgresServer(
            Folders folders,
            int port,
            String administratorPassword,
            Map<String, String> databases,
            UnprivilegedAccount account) {
        this.folders = folders;
        this.port = port;
        this.administratorPassword = administratorPassword;
        this.databases = Map.copyOf(databases);
        this.account = account;
        this.programs = folders.cache().resolve("postgresql");
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public void install(Consumer<String> doing, Consumer<String> note) throws IOException, InterruptedException {
        try (InputStream in = archive()) {
            programs = folders.cache().resolve("postgresql-" + Fingerprint.of(in));
        }
        Archive.once(programs, directory -> {
            doing.accept("unpacking");
            try (InputStream in = archive()) {
                Archive.unpackTarXz(in, directory);
            }
        });
    }

    @Override
    public void prepare(Consumer<String> doing) throws IOException, InterruptedException {
        if (!Files.isRegularFile(data().resolve("PG_VERSION"))) {
            doing.accept("creating the database cluster");
            initialise();
        }
        account.own(data());
    }

    // initdb into a directory of another name: a cluster is either complete or absent.
    private void initialise() throws IOException, InterruptedException {
        Folders.createPrivate(folders.state().resolve("data"));
        Path side = folders.data(ID + ".part");
        Folders.createEmpty(side);
        Path password = side.resolve("password");
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, administratorPassword);
        Path cluster = Folders.createPrivate(side.resolve("cluster"));
        account.own(side);
        List<String> command = account.command(List.of(
                programs.resolve("bin/initdb").toString(),
                "--pgdata=" + cluster,
                "--username=" + ADMINISTRATOR,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--data-checksums"));
        OneShot.run(
                "initdb",
                new Launch(command, environment(), folders.state(), folders.log("initdb")),
                folders.state(),
                Duration.ofMinutes(2));
        Folders.deleteTree(data());
        Files.move(cluster, data());
        Folders.deleteTree(side);
    }

    @Override
    public Launch launch() {
        List<String> server =
                new ArrayList<>(List.of(programs.resolve("bin/postgres").toString(), "-D", data().toString()));
        settings().forEach((name, value) -> {
            server.add("-c");
            server.add(name + "=" + value);
        });
        return new Launch(account.command(server), environment(), folders.state(), folders.log(ID));
    }

    private Map<String, String> settings() {
        return Map.of(
                "listen_addresses", "127.0.0.1",
                "port", Integer.toString(port),
                "unix_socket_directories", "",
                "max_connections", "200",
                "shared_buffers", "1GB",
                "max_wal_size", "2GB",
                "wal_compression", "off",
                "log_timezone", "UTC",
                "timezone", "UTC");
    }

    private static Map<String, String> environment() {
        return Map.of("LC_ALL", "C");
    }

    @Override
    public Optional<String> waitingFor() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(2) ? Optional.empty() : Optional.of("its first connection");
        } catch (SQLException notYet) {
            return Optional.of("its first connection");
        }
    }

    @Override
    public void ready(Consumer<String> doing) throws IOException {
        doing.accept("databases and roles");
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> database : databases.entrySet()) {
                String name = database.getKey();
                if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")) {
                    statement.execute("CREATE ROLE \"" + name + "\" LOGIN");
                }
                statement.execute("ALTER ROLE \"" + name + "\" PASSWORD '" + database.getValue() + "'");
                if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
                    statement.execute("CREATE DATABASE \"" + name + "\" OWNER \"" + name + "\"");
                }
                statement.execute("REVOKE ALL ON DATABASE \"" + name + "\" FROM PUBLIC");
            }
        } catch (SQLException e) {
            throw new IOException("The databases could not be created: " + e.getMessage(), e);
        }
    }

    @Override
    public StopSignal signal() {
        return StopSignal.INT;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A connection as the cluster's owner, who may do everything in every database. */
    public Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", ADMINISTRATOR);
        properties.setProperty("password", administratorPassword);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("loginTimeout", "3");
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return found.next();
        }
    }

    private Path data() {
        return folders.data(ID);
    }

    private static InputStream archive() throws IOException {
        InputStream in = PostgresServer.class.getResourceAsStream(ARCHIVE);
        if (in == null) {
            throw new IOException("PostgreSQL's programs for this kind of machine are not on the class path (" + ARCHIVE
                    + "); only Linux on amd64 is provided for.");
        }
        return in;
    }
}
