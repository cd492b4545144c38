package io.govshare.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.DevChain;
import io.govshare.schemas.Topics;
import io.govshare.testkit.infrastructure.TestInfrastructure;
import io.govshare.testkit.spring.GovShareIntegrationTest;
import io.govshare.testkit.token.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on PostgreSQL, Kafka and a development chain; one for all test classes that extend this. */
@GovShareIntegrationTest
public abstract class RunningLedger {

    protected static final JsonMapper JSON = new JsonMapper();

    /** Ends with the tests' JVM, as the service does. */
    private static final DevChain CHAIN = DevChain.start(Duration.ofSeconds(1), DevChain.CHAIN_ID);

    @TempDir
    private static Path directory;

    @LocalServerPort
    private int port;

    @Autowired
    private TestTokens tokens;

    private final HttpClient http = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void ledger(DynamicPropertyRegistry registry) {
        // a file of its own per run: the topics of a shared Kafka outlive it
        registry.add("govshare.ledger.origin", () -> "ledger.test/" + UUID.randomUUID());
        registry.add("govshare.ledger.keystore.path", () -> directory.resolve("log.p12"));
        registry.add("govshare.ledger.keystore.password", () -> "test");
        registry.add("govshare.ledger.chain.url", CHAIN::url);
        registry.add("govshare.ledger.chain.id", CHAIN::chainId);
        TestInfrastructure shared = TestInfrastructure.shared();
        shared.kafka().createTopic(Topics.CATALOG_STATEMENTS_SEALED, 3);
        shared.kafka().createTopic(Topics.IDENTITY_STATEMENTS_SEALED, 3);
    }

    protected int port() {
        return port;
    }

    protected URI chainUrl() {
        return CHAIN.url();
    }

    /** Where the log is read: what C2SP calls its prefix. */
    protected String prefix() {
        return "http://127.0.0.1:" + port + "/api/ledger/v1";
    }

    protected String auditorsToken() {
        return tokens.person("auditor", "auditor");
    }

    protected long size() {
        return get("/status").get("size").asLong();
    }

    protected int status(String path) {
        return authenticated(path).statusCode();
    }

    protected JsonNode get(String path) {
        HttpResponse<byte[]> answer = authenticated(path);
        assertThat(answer.statusCode())
                .as(() -> path + ": " + new String(answer.body(), UTF_8))
                .isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    protected HttpResponse<byte[]> authenticated(String path) {
        return send(request(path).header("Authorization", "Bearer " + auditorsToken()));
    }

    /** Without a token. */
    protected HttpResponse<byte[]> open(String path) {
        return send(request(path));
    }

    protected HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(prefix() + path));
    }

    protected HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
