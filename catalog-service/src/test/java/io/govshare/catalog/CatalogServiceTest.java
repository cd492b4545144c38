package io.govshare.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.sealing.SealingKeys;
import io.govshare.starter.problem.ProblemException;
import io.govshare.testkit.infrastructure.TestInfrastructure;
import io.govshare.testkit.spring.GovShareIntegrationTest;
import io.govshare.testkit.spring.TestAgencies;
import io.govshare.testkit.token.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service with the agencies north, south and east; what its neighbours do is played over HTTP and Kafka. */
@GovShareIntegrationTest(classes = CatalogApplication.class)
public abstract class CatalogServiceTest {

    protected static final FakeIdentity IDENTITY = FakeIdentity.start();
    protected static final FakeLedger LEDGER = FakeLedger.start();
    protected static final JsonMapper JSON = JsonMapper.shared();
    protected static final String API = "/api/catalog/v1";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Path DATA = temporaryFolder();

    @LocalServerPort
    protected int port;

    @Autowired
    protected TestTokens tokens;

    @Autowired
    protected TestAgencies agencies;

    @Autowired
    protected TestInfrastructure infrastructure;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected SealingKeys keys;

    @DynamicPropertySource
    static void neighbours(DynamicPropertyRegistry registry) {
        registry.add("govshare.catalog.keystore.path", () -> DATA.resolve("agencies.p12"));
        registry.add("govshare.catalog.keystore.password", () -> "for-tests-only");
        registry.add("govshare.catalog.files.path", () -> DATA.resolve("files"));
        registry.add("govshare.catalog.identity.url", IDENTITY::url);
        registry.add("govshare.catalog.identity.interval", () -> "100ms");
        registry.add("govshare.catalog.ledger.url", LEDGER::url);
        registry.add("govshare.catalog.agreements.expiry-interval", () -> "100ms");
        registry.add("govshare.catalog.events.heartbeat", () -> "300ms");
        registry.add("govshare.catalog.outbound.allowed-hosts", () -> "localhost");
        registry.add("govshare.catalog.webhooks.first-backoff", () -> "100ms");
        registry.add("govshare.catalog.webhooks.max-backoff", () -> "400ms");
        registry.add("govshare.catalog.webhooks.max-attempts", () -> "6");
        registry.add("govshare.catalog.webhooks.patience", () -> "1s");
    }

    @BeforeEach
    void agenciesCanSeal() {
        IDENTITY.announceTo(agencies);
        List<String> codes = List.of("north", "south", "east");
        codes.forEach(code -> IDENTITY.setStatus(code, "active"));
        codes.forEach(code -> await("a key of " + code, () -> {
            try {
                return !keys.signer(code).kid().isEmpty();
            } catch (ProblemException _) {
                return false;
            }
        }));
    }

    /** An answer, its body as text and as JSON. */
    public record Answer(int status, HttpResponse<byte[]> raw) {

        public String text() {
            return new String(raw.body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(raw.body());
        }

        public String at(String name) {
            return json().path(name).asString("");
        }

        public UUID id(String name) {
            return UUID.fromString(at(name));
        }

        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        public Answer expect(int expected) {
            assertThat(status).as(() -> raw.request().uri() + " " + text()).isEqualTo(expected);
            return this;
        }

        /** It is a problem with this code, in the form that all errors have. */
        public Answer expectProblem(int expected, String code) {
            expect(expected);
            assertThat(header("Content-Type")).startsWith("application/problem+json");
            assertThat(at("code")).isEqualTo(code);
            assertThat(at("requestId")).isNotEmpty();
            return this;
        }
    }

    protected Answer send(String method, String path, String token, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected Answer get(String path, String token) {
        return send("GET", API + path, token, BodyPublishers.noBody());
    }

    protected Answer post(String path, String token, String json) {
        return send("POST", API + path, token, BodyPublishers.ofString(json), "Content-Type", "application/json");
    }

    protected String publisher(String agency) {
        return tokens.operator(agency, "publisher");
    }

    protected String consumer(String agency) {
        return tokens.operator(agency, "consumer");
    }

    protected String admin(String agency) {
        return tokens.operator(agency, "agency-admin", "publisher", "consumer");
    }

    /** Fields: name (public), amount (research), plate (government), secret (restricted); name is needed. */
    protected UUID dataset(String agency, String sharing) {
        return dataset(agency, sharing, """
                {"type":"object","required":["name"],"additionalProperties":false,"properties":{
                  "name":{"type":"string","minLength":1,"x-layer":"public"},
                  "amount":{"type":"number","x-layer":"research"},
                  "plate":{"type":"string","x-layer":"government"},
                  "secret":{"type":["string","null"],"x-layer":"restricted"}}}
                """);
    }

    protected UUID dataset(String agency, String sharing, String schema) {
        return post(
                        "/datasets",
                        admin(agency),
                        JSON.writeValueAsString(Map.of(
                                "title",
                                "Dataset " + UUID.randomUUID(),
                                "description",
                                "made by a test",
                                "sharing",
                                sharing,
                                "schema",
                                JSON.readTree(schema))))
                .expect(201)
                .id("id");
    }

    protected UUID publish(UUID dataset, String agency, String json) {
        return post("/datasets/" + dataset + "/records", publisher(agency), json)
                .expect(201)
                .id("record");
    }

    /** An agreement of the consumer with the dataset's provider, accepted. */
    protected UUID agreement(UUID dataset, String provider, String consumer, String purpose, String... fields) {
        UUID agreement = post(
                        "/agreements",
                        consumer(consumer),
                        JSON.writeValueAsString(Map.of(
                                "dataset",
                                dataset,
                                "purpose",
                                purpose,
                                "legalBasis",
                                "Act 1",
                                "fields",
                                List.of(fields),
                                "validUntil",
                                Instant.now().plus(Duration.ofDays(30)).toString())))
                .expect(201)
                .id("agreement");
        post("/agreements/" + agreement + "/acceptance", admin(provider), "{}").expect(200);
        return agreement;
    }

    protected long count(String sql, Object... parameters) {
        return jdbc.sql(sql).params(List.of(parameters)).query(Long.class).single();
    }

    protected static void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(90));
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("waited in vain for " + what);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("govshare-catalog-test-");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
