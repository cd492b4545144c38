package io.govshare.testkit.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A tiny issuer on a port of its own: discovery document, keys, and a token endpoint for the client credentials grant.
 * Tokens are made without asking it.
 */
public final class TestTokens implements AutoCloseable {

    public static final String AUDIENCE = "govshare";

    private final HttpServer server;
    private final RSAKey key;
    private final String issuer;
    private final Clock clock;

    private TestTokens(HttpServer server, RSAKey key, Clock clock) {
        this.server = server;
        this.key = key;
        this.issuer = "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/govshare";
        this.clock = clock;
    }

    /** @param clock the one by which tokens begin and end */
    public static TestTokens start(Clock clock) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TestTokens tokens = new TestTokens(
                    server, new RSAKeyGenerator(2048).keyID("test-key").generate(), clock);
            server.createContext("/", tokens::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return tokens;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The {@code iss} of the tokens, for {@code govshare.security.issuer}. */
    public String issuer() {
        return issuer;
    }

    /** A token of an operator: {@code sub} is {@code <agency>-<role>} with the first role. */
    public String operator(String agency, String... roles) {
        return token().subject(agency + "-" + (roles.length == 0 ? "nobody" : roles[0]))
                .agency(agency)
                .roles(roles)
                .sign();
    }

    /** A token of somebody without agency, such as an auditor or a citizen. */
    public String person(String name, String... roles) {
        return token().subject(name).roles(roles).sign();
    }

    /** A token of one of the platform's services. */
    public String service(String client) {
        return token().subject("service-account-" + client)
                .client(client)
                .roles("platform-service")
                .sign();
    }

    /** A token to be built member by member; right in everything that is not changed. */
    public Draft token() {
        return new Draft();
    }

    /** A token in the making. */
    public final class Draft {

        private final JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
        private RSAKey signer = key;

        private Draft() {
            Instant now = clock.instant();
            claims.issuer(issuer)
                    .audience(List.of(AUDIENCE, "account"))
                    .issueTime(Date.from(now))
                    .expirationTime(Date.from(now.plus(Duration.ofMinutes(10))))
                    .jwtID(UUID.randomUUID().toString())
                    .claim("typ", "Bearer")
                    .claim("azp", "govshare-cli");
        }

        public Draft subject(String subject) {
            claims.subject(subject).claim("preferred_username", subject);
            return this;
        }

        public Draft agency(String code) {
            return claim("organization", List.of(code));
        }

        public Draft roles(String... roles) {
            return claim("realm_access", Map.of("roles", List.of(roles)));
        }

        public Draft client(String client) {
            return claim("azp", client);
        }

        public Draft issuer(String other) {
            claims.issuer(other);
            return this;
        }

        public Draft audience(String other) {
            claims.audience(other);
            return this;
        }

        /** Expired so long ago that no tolerance for clocks covers it. */
        public Draft expired() {
            Instant end = clock.instant().minus(Duration.ofMinutes(10));
            claims.issueTime(Date.from(end.minus(Duration.ofMinutes(10)))).expirationTime(Date.from(end));
            return this;
        }

        public Draft claim(String name, @Nullable Object value) {
            claims.claim(name, value);
            return this;
        }

        /** Signs with a key that the issuer does not publish, under the published key's id. */
        public Draft forged() {
            try {
                signer = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
                return this;
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }

        public String sign() {
            try {
                JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(signer.getKeyID())
                        .type(JOSEObjectType.JWT)
                        .build();
                SignedJWT token = new SignedJWT(header, claims.build());
                token.sign(new RSASSASigner(signer));
                return token.serialize();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The same claims with {@code alg: none} and no signature. */
        public String unsigned() {
            return new PlainJWT(claims.build()).serialize();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            exchange.getRequestBody().readAllBytes();
            Map<String, Object> body = switch (path.substring(path.lastIndexOf('/') + 1)) {
                case "openid-configuration" ->
                    Map.of(
                            "issuer",
                            issuer,
                            "jwks_uri",
                            issuer + "/protocol/openid-connect/certs",
                            "token_endpoint",
                            issuer + "/protocol/openid-connect/token",
                            "authorization_endpoint",
                            issuer + "/protocol/openid-connect/auth",
                            "subject_types_supported",
                            List.of("public"),
                            "response_types_supported",
                            List.of("code"),
                            "id_token_signing_alg_values_supported",
                            List.of("RS256"));
                case "certs" -> new JWKSet(key).toJSONObject(true);
                case "token" ->
                    Map.of("access_token", service(client(exchange)), "token_type", "Bearer", "expires_in", 300);
                default -> Map.of();
            };
            byte[] bytes = JSONObjectUtils.toJSONString(body).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(body.isEmpty() ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String client(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !authorization.startsWith("Basic ")) {
            return "unknown";
        }
        String pair = new String(
                Base64.getDecoder().decode(authorization.substring("Basic ".length())), StandardCharsets.UTF_8);
        return pair.substring(0, Math.max(0, pair.indexOf(':')));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
