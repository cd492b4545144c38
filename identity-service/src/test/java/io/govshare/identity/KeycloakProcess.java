package io.govshare.identity;

import io.govshare.testkit.infrastructure.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Keycloak with this service's realm, started once for all tests of the module. The distribution is unpacked below
 * {@code target}; its database is in memory.
 */
public final class KeycloakProcess {

    public static final String PASSWORD = "only-for-tests-7";
    public static final String SECRET = "secret-for-tests";

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final String QUICK_HASHES =
            "\"passwordPolicy\": \"hashAlgorithm(pbkdf2-sha256) and hashIterations(1)\",";

    // The shell ends the server when the pipe to this JVM closes, so that not even kill -9 leaves it running.
    private static final String GUARD = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            pid=$!
            (while read -r line <&3; do :; done; pkill -KILL -P "$pid"; kill -KILL "$pid") &
            wait "$pid"
            """;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final int port;

    private KeycloakProcess(int port) {
        this.port = port;
    }

    /** The one instance; started when first asked for. */
    public static KeycloakProcess shared() {
        return Shared.INSTANCE;
    }

    private static final class Shared {
        private static final KeycloakProcess INSTANCE = start();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public String issuer() {
        return url() + "/realms/govshare";
    }

    /** The access token of one of the realm's users. */
    public String token(String username) {
        return grant(Map.of(
                "grant_type", "password", "client_id", "govshare-cli", "username", username, "password", PASSWORD));
    }

    /** The access token of one of the realm's services. */
    public String serviceToken(String client) {
        return grant(Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", SECRET));
    }

    private String grant(Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("No token: " + answer.body());
            }
            return JsonMapper.shared()
                    .readTree(answer.body())
                    .path("access_token")
                    .asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while asking for a token", e);
        }
    }

    private static KeycloakProcess start() {
        try {
            Path home = unpacked();
            Path imports = Files.createDirectories(home.resolve("data/import"));
            Files.writeString(imports.resolve("govshare-realm.json"), realm());
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            Path log = home.resolve("keycloak.log");
            ProcessBuilder builder = new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            GUARD,
                            "sh",
                            home.resolve("bin/kc.sh").toString(),
                            "start-dev",
                            "--import-realm",
                            "--db=dev-mem",
                            "--cache=local",
                            "--http-host=127.0.0.1",
                            "--http-port=" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
            builder.environment().put("JAVA_OPTS_APPEND", "-XX:-UseG1GC -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
            Process guard = builder.start();
            KeycloakProcess keycloak = new KeycloakProcess(port);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(guard), "stop-keycloak"));
            // It logs "started" before the realm is imported.
            Waiting.until("Keycloak, see " + log, PATIENCE, () -> !guard.isAlive() || keycloak.isReady());
            if (!guard.isAlive()) {
                throw new IllegalStateException("Keycloak ended: " + Files.readString(log));
            }
            return keycloak;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(Process guard) {
        guard.descendants().forEach(ProcessHandle::destroyForcibly);
        guard.destroyForcibly();
    }

    private boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while waiting for Keycloak", e);
        }
    }

    private static String realm() throws IOException {
        String template;
        try (InputStream in = KeycloakProcess.class.getResourceAsStream("/keycloak/govshare-realm.json")) {
            template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        // The tests log in for each request, and a password's hash is made to be slow.
        return template.replace("\"realm\": \"govshare\",", "\"realm\": \"govshare\", " + QUICK_HASHES)
                .replace("${GOVSHARE_DEMO_PASSWORD}", PASSWORD)
                .replace("${GOVSHARE_GATEWAY_PORT}", "8080")
                .replaceAll("\\$\\{GOVSHARE_[A-Z]+_CLIENT_SECRET}", SECRET);
    }

    private static Path unpacked() throws IOException {
        Path target = Path.of("target").toAbsolutePath();
        Path home = target.resolve("keycloak");
        Path done = home.resolve(".unpacked");
        if (!Files.exists(done)) {
            Path archive;
            try (Stream<Path> files = Files.list(target.resolve("dist"))) {
                archive = files.filter(file -> file.toString().endsWith(".zip"))
                        .findFirst()
                        .orElseThrow();
            }
            unpack(archive, home);
            Files.createFile(done);
        }
        return home;
    }

    private static void unpack(Path archive, Path home) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path inside = Path.of(entry.getName());
                Path file = home.resolve(inside.subpath(Math.min(1, inside.getNameCount() - 1), inside.getNameCount()))
                        .normalize();
                if (!file.startsWith(home)) {
                    throw new IOException("The archive leads outside: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file, StandardCopyOption.REPLACE_EXISTING);
                    if (file.toString().endsWith(".sh")) {
                        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        }
    }
}
