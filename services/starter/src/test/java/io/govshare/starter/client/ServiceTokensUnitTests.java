package io.govshare.starter.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.govshare.testkit.MutableClock;
import io.govshare.testkit.token.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

class ServiceTokensUnitTests {

    private final TestTokens issuer = TestTokens.start(Clock.systemUTC());
    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void tokenIsFetchedOnceForManyThreadsAndAgainBeforeItExpires() throws Exception {
        ServiceTokens tokens = tokens("catalog-service", "secret");
        Set<String> seen = Collections.synchronizedSet(new HashSet<>());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(threads.submit(() -> seen.add(tokens.current())));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        }
        assertThat(seen).hasSize(1);

        clock.advance(Duration.ofSeconds(269));
        assertThat(seen).contains(tokens.current());
        clock.advance(Duration.ofSeconds(2));
        assertThat(seen).doesNotContain(tokens.current());
    }

    @Test
    void refusedTokenIsRenewedOnce() throws IOException {
        List<String> received = Collections.synchronizedList(new ArrayList<>());
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            received.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(received.size() == 1 ? 401 : 200, -1);
            exchange.close();
        });
        service.start();
        try {
            RestClient client = RestClient.builder()
                    .requestInterceptor(tokens("catalog-service", "secret").bearer())
                    .build();

            assertThat(client.get()
                            .uri("http://127.0.0.1:" + service.getAddress().getPort() + "/")
                            .retrieve()
                            .toBodilessEntity()
                            .getStatusCode()
                            .value())
                    .isEqualTo(200);
            assertThat(received).hasSize(2).doesNotHaveDuplicates();
        } finally {
            service.stop(0);
        }
    }

    @Test
    void missingLoginAndMissingIssuerAreToldApart() {
        ServiceTokens withoutLogin = tokens(null, null);
        assertThatThrownBy(withoutLogin::current)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("govshare.client.id");

        issuer.close();
        assertThatThrownBy(tokens("a", "b")::current).isInstanceOf(RestClientException.class);
    }

    private ServiceTokens tokens(String id, String secret) {
        return new ServiceTokens(
                RestClient.create(),
                new ServiceClientProperties(id, secret, null, Duration.ofSeconds(5)),
                issuer.issuer(),
                clock);
    }
}
