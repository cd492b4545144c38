package io.govshare.stack.part;

import io.govshare.stack.process.Launch;
import io.govshare.stack.process.OneShot;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Keycloak with the realm of the development logins, on the stack's own PostgreSQL.
 *
 * <p>The distribution is unpacked and built for PostgreSQL once per checkout; each stack runs it from a home directory
 * of its own that links to it, because Keycloak reads the realm to import from there. An existing realm is never
 * imported over.
 */
public final class KeycloakServer implements Part {

    public static final String ID = "keycloak";
    public static final String DATABASE = "keycloak";
    public static final String REALM = "govshare";

    private static final Duration BUILD_PATIENCE = Duration.ofMinutes(5);
    private static final String TEMPLATE = "identity-service/src/main/resources/keycloak/govshare-realm.json";

    private final Folders folders;
    private final int port;
    private final int postgresPort;
    private final String databasePassword;
    private final String administratorPassword;
    private final RealmTemplate template;
    private final boolean throughput;
    private volatile Path distribution;

    public KeycloakServer(
            Folders folders,
            int port,
            int postgresPort,
            String databasePassword,
            String administratorPassword,
            RealmTemplate template,
            boolean throughput) {
        this.folders = folders;
        this.port = port;
        this.postgresPort = postgresPort;
        this.databasePassword = databasePassword;
        this.administratorPassword = administratorPassword;
        this.template = template;
        this.throughput = throughput;
        this.distribution = folders.cache().resolve(ID);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> needs() {
        return Set.of(PostgresServer.ID);
    }

    @Override
    public void install(Consumer<String> doing, Consumer<String> note) throws IOException, InterruptedException {
        Path archive = archive();
        String name =
                archive.getFileName().toString().replace("quarkus-dist-", "").replace(".zip", "");
        distribution =
                folders.cache().resolve(name + "-java" + Runtime.version().feature());
        Archive.once(distribution, directory -> {
            doing.accept("unpacking");
            try (var in = Files.newInputStream(archive)) {
                Archive.unpackZip(in, directory);
            }
            doing.accept("its one-time build");
            OneShot.run(
                    "kc.sh build",
                    new Launch(
                            List.of(
                                    "sh",
                                    unpacked(directory).resolve("bin/kc.sh").toString(),
                                    "build",
                                    "--db=postgres",
                                    "--health-enabled=false",
                                    "--metrics-enabled=false"),
                            Map.of(
                                    "JAVA_HOME",
                                    Java.home().toString(),
                                    "JAVA_OPTS_APPEND",
                                    "-XX:-UseG1GC -XX:+UseSerialGC -XX:TieredStopAtLevel=1"),
                            directory,
                            folders.log("keycloak-build")),
                    folders.state(),
                    BUILD_PATIENCE);
        });
    }

    /** What can be done before PostgreSQL is there. */
    @Override
    public void prepare(Consumer<String> doing) throws IOException {
        Path home = Folders.createPrivate(folders.data(ID));
        for (String linked : List.of("lib", "providers", "themes", "conf")) {
            Path link = home.resolve(linked);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, unpacked(distribution).resolve(linked));
        }
        Folders.createEmpty(folders.temporary(ID));
        Path imports = Folders.createEmpty(home.resolve("data/import"));
        Path realm = imports.resolve("govshare-realm.json");
        Files.createFile(realm, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(realm, template.render(Files.readString(folders.home().resolve(TEMPLATE))));
    }

    @Override
    public Launch launch() {
        Path home = folders.data(ID);
        List<String> command = List.of(
                Java.command(),
                "-Xms64m",
                throughput ? "-Xmx512m" : "-Xmx256m",
                "-XX:MaxMetaspaceSize=256m",
                throughput ? "-XX:+UseParallelGC" : "-XX:+UseSerialGC",
                throughput ? "-XX:+TieredCompilation" : "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + folders.temporary(ID),
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dpicocli.disable.closures=true",
                "-Dquarkus-log-max-startup-records=10000",
                "-Duser.language=en",
                "-Duser.country=US",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                unpacked(distribution).resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--optimized",
                "--import-realm");
        return new Launch(command, environment(), home, folders.log(ID));
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("KC_DB_URL", "jdbc:postgresql://127.0.0.1:" + postgresPort + "/" + DATABASE),
                Map.entry("KC_DB_USERNAME", DATABASE),
                Map.entry("KC_DB_PASSWORD", databasePassword),
                Map.entry("KC_DB_POOL_INITIAL_SIZE", "2"),
                Map.entry("KC_DB_POOL_MAX_SIZE", "20"),
                Map.entry("KC_CACHE", "local"),
                Map.entry("KC_HTTP_ENABLED", "true"),
                Map.entry("KC_HTTP_HOST", "127.0.0.1"),
                Map.entry("KC_HTTP_PORT", Integer.toString(port)),
                Map.entry("KC_HOSTNAME", url().toString()),
                Map.entry("KC_HOSTNAME_STRICT", "false"),
                Map.entry("KC_BOOTSTRAP_ADMIN_USERNAME", "admin"),
                Map.entry("KC_BOOTSTRAP_ADMIN_PASSWORD", administratorPassword));
    }

    @Override
    public Optional<String> waitingFor() {
        // It says "started" before the import has ended; the realm's own page is there only afterwards.
        return Http.status(URI.create(issuer() + "/.well-known/openid-configuration"))
                        .filter(status -> status == 200)
                        .isPresent()
                ? Optional.empty()
                : Optional.of("the realm");
    }

    /** Takes the passwords off the disk again; the database holds their hashes. */
    @Override
    public void ready(Consumer<String> doing) throws IOException {
        Folders.deleteTree(folders.data(ID).resolve("data/import"));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public URI issuer() {
        return url().resolve("/realms/" + REALM);
    }

    private Path archive() throws IOException {
        Path folder = folders.stackTarget().resolve("dist");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                Optional<Path> found = files.filter(file -> file.toString().endsWith(".zip"))
                        .sorted()
                        .reduce((earlier, later) -> later);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new IOException("Keycloak's distribution is not in " + folder + "; run './govshare build'.");
    }

    // The archive holds one folder.
    private static Path unpacked(Path directory) throws java.io.UncheckedIOException {
        try (Stream<Path> inside = Files.list(directory)) {
            return inside.filter(Files::isDirectory).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot look into " + directory, e);
        }
    }
}
