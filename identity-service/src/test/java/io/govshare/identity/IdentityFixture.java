package io.govshare.identity;

import io.govshare.proof.json.JsonWriter;
import io.govshare.proof.seal.JcaSigner;
import io.govshare.proof.seal.Jws;
import io.govshare.proof.seal.PublicKeys;
import io.govshare.schemas.AgencyChanged;
import io.govshare.schemas.EventJson;
import io.govshare.schemas.Topics;
import io.govshare.testkit.infrastructure.TestDatabase;
import io.govshare.testkit.infrastructure.TestInfrastructure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service with everything real around it, and a caller's view of it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class IdentityFixture {

    static final KeycloakProcess KEYCLOAK = KeycloakProcess.shared();

    private static final TestDatabase DATABASE =
            TestInfrastructure.shared().postgres().createDatabase("identity");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path FOLDER = temporaryFolder();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void infrastructure(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", DATABASE::url);
        registry.add("spring.datasource.username", DATABASE::username);
        registry.add("spring.datasource.password", DATABASE::password);
        registry.add(
                "spring.kafka.bootstrap-servers",
                () -> TestInfrastructure.shared().kafka().bootstrapServers());
        registry.add("govshare.security.issuer", KEYCLOAK::issuer);
        registry.add("govshare.identity.keycloak.url", KEYCLOAK::url);
        registry.add("govshare.identity.keycloak.every", () -> "2s");
        registry.add("govshare.identity.keystore.path", () -> FOLDER.resolve("platform.p12"));
        registry.add("govshare.identity.keystore.password", () -> "for-tests-only");
        registry.add("govshare.identity.ledger.url", () -> "http://127.0.0.1:1");
        registry.add("govshare.client.id", () -> "identity-service");
        registry.add("govshare.client.secret", () -> KeycloakProcess.SECRET);
    }

    record Answer(int status, JsonNode body, HttpResponse<String> raw) {

        String text(String name) {
            return body.path(name).asString();
        }
    }

    Answer get(String user, String path) {
        return send(request(path).header("Authorization", "Bearer " + token(user)));
    }

    Answer getOpen(String path) {
        return send(request(path));
    }

    Answer post(String user, String path, String json) {
        return postWith(token(user), path, json);
    }

    Answer postWith(String token, String path, String json) {
        return send(request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    Answer delete(String user, String path) {
        return send(
                request(path).header("Authorization", "Bearer " + token(user)).DELETE());
    }

    static String token(String user) {
        return user.endsWith("-service") ? KEYCLOAK.serviceToken(user) : KEYCLOAK.token(user);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            String body = answer.body();
            return new Answer(
                    answer.statusCode(), JsonMapper.shared().readTree(body.isEmpty() ? "null" : body), answer);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("govshare-identity-test-");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair p256() {
        return pair("EC");
    }

    static KeyPair ed25519() {
        return pair("Ed25519");
    }

    private static KeyPair pair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String jwk(KeyPair key) {
        return new String(JsonWriter.bytes(PublicKeys.toJwk(key.getPublic())), StandardCharsets.UTF_8);
    }

    static String proof(KeyPair key, String challenge) {
        return Jws.sign("govshare-key-proof+jws", challenge.getBytes(StandardCharsets.US_ASCII), new JcaSigner(key))
                .compact();
    }

    String challenge(String user, String agency) {
        return post(user, "/api/identity/v1/agencies/" + agency + "/keys/challenges", "")
                .text("challenge");
    }

    Answer register(String user, String agency, KeyPair key, String challenge) {
        return post(
                user, "/api/identity/v1/agencies/" + agency + "/keys", """
                {"jwk":%s,"proof":"%s"}""".formatted(jwk(key), proof(key, challenge)));
    }

    /** The newest announcement of each agency. */
    static Map<String, AgencyChanged> announced() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", TestInfrastructure.shared().kafka().bootstrapServers(),
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest");
        Map<String, AgencyChanged> newest = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Topics.AGENCY_CHANGED, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofSeconds(1))) {
                    newest.put(each.key(), EventJson.read(each.value(), AgencyChanged.class));
                }
            }
        }
        return newest;
    }
}
