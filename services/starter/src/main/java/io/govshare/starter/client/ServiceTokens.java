package io.govshare.starter.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * The service's own access token by the client credentials grant (RFC 6749 section 4.4), kept until shortly before it
 * expires. However many threads ask, one fetches.
 *
 * <p>Use: {@code RestClient.builder().requestInterceptor(tokens.bearer())}.
 */
public final class ServiceTokens {

    /** A token must outlive the request that carries it, and the difference of two clocks. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final RestClient http;
    private final ServiceClientProperties client;
    private final String issuer;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Token token;
    private volatile @Nullable URI tokenUri;

    ServiceTokens(RestClient http, ServiceClientProperties client, String issuer, Clock clock) {
        this.http = http;
        this.client = client;
        this.issuer = issuer;
        this.clock = clock;
    }

    private record Token(String value, Instant useUntil) {}

    /**
     * @throws RestClientException when the issuer does not answer or refuses
     * @throws IllegalStateException when the service has no client id or secret
     */
    public String current() {
        Token known = token;
        if (known != null && clock.instant().isBefore(known.useUntil())) {
            return known.value();
        }
        fetching.lock();
        try {
            known = token;
            if (known == null || !clock.instant().isBefore(known.useUntil())) {
                known = fetch();
                token = known;
            }
            return known.value();
        } finally {
            fetching.unlock();
        }
    }

    /** Adds the token to each request, and once more with a new one if the first is refused. */
    public ClientHttpRequestInterceptor bearer() {
        return (request, body, execution) -> {
            request.getHeaders().setBearerAuth(current());
            ClientHttpResponse response = execution.execute(request, body);
            if (response.getStatusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
                // The issuer may have been set up anew with other keys since the token was made.
                response.close();
                token = null;
                request.getHeaders().setBearerAuth(current());
                response = execution.execute(request, body);
            }
            return response;
        };
    }

    private Token fetch() {
        String id = client.id();
        String secret = client.secret();
        if (id == null || secret == null) {
            throw new IllegalStateException(
                    "govshare.client.id and govshare.client.secret are needed to call services");
        }
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", "client_credentials");
        Instant asked = clock.instant();
        TokenAnswer answer = http.post()
                .uri(endpoint())
                .headers(headers -> headers.setBasicAuth(id, secret))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .retrieve()
                .body(TokenAnswer.class);
        if (answer == null || answer.accessToken() == null) {
            throw new RestClientException("The issuer answered without an access token");
        }
        Duration lifetime = Duration.ofSeconds(answer.expiresIn() == null ? 60 : answer.expiresIn());
        // A token shorter than the margin is still used for half of its life, or every request would fetch one.
        Duration use = lifetime.compareTo(MARGIN.multipliedBy(2)) > 0 ? lifetime.minus(MARGIN) : lifetime.dividedBy(2);
        return new Token(answer.accessToken(), asked.plus(use));
    }

    private URI endpoint() {
        URI known = tokenUri;
        if (known == null) {
            String found = client.tokenUri() != null ? client.tokenUri() : discover();
            known = URI.create(found);
            tokenUri = known;
        }
        return known;
    }

    private String discover() {
        Map<?, ?> configuration = http.get()
                .uri(URI.create(issuer + "/.well-known/openid-configuration"))
                .retrieve()
                .body(Map.class);
        if (configuration == null || !(configuration.get("token_endpoint") instanceof String endpoint)) {
            throw new RestClientException("The issuer's configuration names no token endpoint");
        }
        return endpoint;
    }

    /** As RFC 6749 section 5.1 names it; other members do not matter here. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record TokenAnswer(
            @JsonProperty("access_token") @Nullable String accessToken,
            @JsonProperty("expires_in") @Nullable Long expiresIn) {}
}
