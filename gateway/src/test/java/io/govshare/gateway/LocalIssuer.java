package io.govshare.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An OpenID provider as small as the gateway's tests need: discovery, keys, and the code flow with PKCE. */
final class LocalIssuer implements AutoCloseable {

    /** What a login was started with, by the code that the test hands to the gateway. */
    record Login(String nonce, String challenge) {}

    private final HttpServer server;
    private final RSAKey key;
    private final RSAKey foreignKey;
    private final Map<String, Login> logins = new ConcurrentHashMap<>();

    LocalIssuer() throws IOException, JOSEException {
        this.key = new RSAKeyGenerator(2048).keyID("k1").generate();
        this.foreignKey = new RSAKeyGenerator(2048).keyID("k1").generate();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String url = url();
        server.createContext(
                "/.well-known/openid-configuration", exchange -> answer(exchange, 200, """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/auth","token_endpoint":"%1$s/token",
                 "jwks_uri":"%1$s/keys","end_session_endpoint":"%1$s/logout","subject_types_supported":["public"],
                 "response_types_supported":["code"],"id_token_signing_alg_values_supported":["RS256"],
                 "grant_types_supported":["authorization_code"]}""".formatted(url)));
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void expect(String code, Login login) {
        logins.put(code, login);
    }

    String token(String subject) {
        return sign(key, claims(subject).build());
    }

    String tokenWithAudience(String audience) {
        return sign(key, claims("s").audience(audience).build());
    }

    String tokenOfIssuer(String issuer) {
        return sign(key, claims("s").issuer(issuer).build());
    }

    String expiredToken() {
        return sign(
                key,
                claims("s")
                        .expirationTime(Date.from(Instant.now().minusSeconds(120)))
                        .build());
    }

    String tokenOfForeignKey() {
        return sign(foreignKey, claims("s").build());
    }

    private JWTClaimsSet.Builder claims(String subject) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(url())
                .audience("govshare")
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)));
    }

    private static String sign(RSAKey key, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = new HashMap<>();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            form.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        Login login = logins.remove(form.getOrDefault("code", ""));
        if (login == null || !login.challenge().equals(sha256(form.getOrDefault("code_verifier", "")))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        String id = sign(
                key,
                claims("u-auditor")
                        .audience(List.of("govshare-web"))
                        .claim("nonce", login.nonce())
                        .claim("preferred_username", "auditor")
                        .build());
        answer(exchange, 200, """
                {"access_token":"%s","id_token":"%s","token_type":"Bearer","expires_in":300}""".formatted(token("u-auditor"), id));
    }

    private static String sha256(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
