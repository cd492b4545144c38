package io.govshare.testkit.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL as a process. It refuses to run as root; a root user starts it in a user namespace of its own, or where
 * that is not allowed as the user {@code nobody}. Either way it only touches directories made for it.
 */
final class LocalPostgres implements PostgresServer {

    private static final String SUPERUSER = "postgres";
    private static final String NOBODY = "65534";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ServerProcess server;
    private final Databases databases;

    private LocalPostgres(ServerProcess server, Databases databases) {
        this.server = server;
        this.databases = databases;
    }

    static LocalPostgres launch() {
        Path bin = PostgresBinaries.directory().resolve("bin");
        Path directory = TestDirectories.temporary("postgres");
        Path data = directory.resolve("data");
        List<String> asUser = asOrdinaryUser(directory);
        String password = Databases.newPassword();
        int port = LocalInfrastructure.freePort();
        try {
            Path secret = Files.writeString(directory.resolve("secret"), password);
            if (asUser.contains("setpriv")) {
                own(directory);
                own(secret);
            }
            run(
                    directory,
                    asUser,
                    List.of(
                            bin.resolve("initdb").toString(),
                            "--pgdata=" + data,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + secret,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C.UTF-8",
                            "--locale-provider=builtin",
                            "--no-sync"));
            Files.delete(secret);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL's directory could not be prepared", e);
        }
        List<String> command = new ArrayList<>(asUser);
        command.addAll(List.of(
                bin.resolve("postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=200",
                "-c",
                "shared_buffers=64MB",
                // Production's durability, or crash tests would prove nothing and measurements would flatter.
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "full_page_writes=on"));
        ServerProcess server = new ServerProcess("postgres", directory, Map.of("LC_ALL", "C.UTF-8"), command);
        LocalPostgres postgres = new LocalPostgres(server, new Databases("127.0.0.1", port, SUPERUSER, password));
        server.removeAtExit();
        postgres.start();
        return postgres;
    }

    private static List<String> asOrdinaryUser(Path directory) {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        List<String> namespace = List.of("unshare", "--user");
        if (succeeds(directory, namespace)) {
            return namespace;
        }
        List<String> nobody = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        if (succeeds(directory, nobody)) {
            return nobody;
        }
        throw new IllegalStateException("PostgreSQL does not run as root, and neither 'unshare --user' nor 'setpriv'"
                + " (package util-linux) works here: run the tests as an ordinary user");
    }

    private static boolean succeeds(Path directory, List<String> prefix) {
        try {
            List<String> command = new ArrayList<>(prefix);
            command.add("true");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false; // Not installed.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void own(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", Integer.parseInt(NOBODY));
        Files.setAttribute(path, "unix:gid", Integer.parseInt(NOBODY));
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }

    private static void run(Path directory, List<String> prefix, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed:\n" + output);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public TestDatabase createDatabase(String name) {
        return databases.create(name);
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public void start() {
        server.start();
        try {
            databases.awaitReady(PATIENCE);
        } catch (AssertionError e) {
            throw new IllegalStateException("PostgreSQL did not start:\n" + server.output(), e);
        }
    }

    @Override
    public void freeze() {
        server.signal("STOP");
    }

    @Override
    public void thaw() {
        server.signal("CONT");
    }
}
