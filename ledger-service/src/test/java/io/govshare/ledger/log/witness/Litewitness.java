package io.govshare.ledger.log.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.govshare.ledger.TestLedger;
import io.govshare.ledger.log.LogIdentity;
import io.govshare.proof.log.WitnessKey;
import io.govshare.proof.merkle.Hash;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Torchwood's witness on this machine, with a database and an Ed25519 key of its own. Nothing in it is ours. */
final class Litewitness implements AutoCloseable {

    static final String ABSENT = "litewitness, witnessctl and ssh-agent are not installed"
            + " ('apt install torchwood openssh-client' after Debian 13, whose older litetlog fails on every request)";

    private static final Pattern VERIFIER_KEY = Pattern.compile("vkey=(\\S+)");
    private static final Pattern SEEN = Pattern.compile("- (\\S+)\n {2}\\(size ([0-9]+), root (\\S+)\\)");

    private final Path directory;
    private final int port;
    private final Process agent;
    private final String fingerprint;
    private final WitnessKey key;
    private Process witness;

    /** The newest checkpoint that the witness says it cosigned. */
    record Seen(String origin, long size, Hash root) {}

    private Litewitness(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        agent = start("ssh-agent", "-D", "-a", agentSocket());
        TestLedger.await("ssh-agent", () -> Files.exists(Path.of(agentSocket())));
        String keyFile = directory.resolve("key").toString();
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", keyFile);
        run("ssh-add", "-q", keyFile);
        fingerprint = run("ssh-keygen", "-l", "-f", keyFile).split(" ", 3)[1];
        witness = startWitness();
        Matcher line = VERIFIER_KEY.matcher(log("litewitness"));
        if (!line.find()) {
            throw new AssertionError(log("litewitness"));
        }
        key = WitnessKey.parse(line.group(1));
    }

    static Litewitness start(Path directory) {
        try {
            return new Litewitness(Files.createDirectory(directory.resolve("litewitness")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static boolean isInstalled() {
        List<Path> folders = Stream.of(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
        return Stream.of("litewitness", "witnessctl", "ssh-agent", "ssh-add", "ssh-keygen")
                .allMatch(program -> folders.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(program))));
    }

    WitnessKey key() {
        return key;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** As its operator makes a log known to it. */
    void add(LogIdentity log) {
        administer("add-log", "-origin", log.origin());
        administer("add-key", "-origin", log.origin(), "-key", log.key().text());
    }

    Seen seen() {
        HttpRequest request = HttpRequest.newBuilder(url().resolve("/")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            Matcher page =
                    SEEN.matcher(http.send(request, BodyHandlers.ofString()).body());
            if (!page.find()) {
                throw new AssertionError("the witness knows no log");
            }
            return new Seen(page.group(1), Long.parseLong(page.group(2)), Hash.fromBase64(page.group(3)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    void restart() {
        try {
            end(witness);
            witness = startWitness();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process startWitness() throws IOException {
        Process started = start(
                "litewitness",
                "-name",
                "witness.example/lite",
                "-db",
                database(),
                "-ssh-agent",
                agentSocket(),
                "-key",
                fingerprint,
                "-listen",
                "127.0.0.1:" + port);
        TestLedger.await("litewitness", () -> log("litewitness").contains("listening") || !started.isAlive());
        return started;
    }

    private void administer(String command, String... options) {
        try {
            run(Stream.concat(Stream.of("witnessctl", command, "-db", database()), Stream.of(options))
                    .toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private String run(String... command) throws IOException, InterruptedException {
        Process running = start(command);
        if (!running.waitFor(20, TimeUnit.SECONDS) || running.exitValue() != 0) {
            running.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + ": " + log(command[0]));
        }
        return log(command[0]);
    }

    private Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(logFile(command[0]).toFile());
        builder.environment().put("SSH_AUTH_SOCK", agentSocket());
        return builder.start();
    }

    private String log(String program) {
        try {
            return Files.readString(logFile(program), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path logFile(String program) {
        return directory.resolve(program + ".log");
    }

    private String agentSocket() {
        return directory.resolve("agent").toString();
    }

    private String database() {
        return directory.resolve("witness.db").toString();
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end(witness);
        end(agent);
    }
}
