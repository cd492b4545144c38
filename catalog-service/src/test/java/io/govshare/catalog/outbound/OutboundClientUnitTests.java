package io.govshare.catalog.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundClientUnitTests {

    private static final int MAX_ANSWER = 1_000;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final HttpServer server = start();

    private static HttpServer start() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void receive() {
        server.createContext("/", exchange -> {
            try (exchange) {
                received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("Host") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                answer(exchange);
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/moved" -> {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                exchange.sendResponseHeaders(307, -1);
            }
            case "/huge" -> {
                exchange.sendResponseHeaders(200, 0);
                byte[] some = new byte[64 * 1024];
                try (OutputStream body = exchange.getResponseBody()) {
                    for (int i = 0; i < 16 * 1024; i++) {
                        body.write(some);
                    }
                }
            }
            case "/dripping" -> {
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream body = exchange.getResponseBody()) {
                    for (int i = 0; i < 100; i++) {
                        body.write('.');
                        body.flush();
                        Thread.sleep(100);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            default -> {
                exchange.getResponseHeaders().set("Set-Cookie", "a=b");
                byte[] body = "thanks".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(202, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private URI at(String host, String path) {
        return URI.create("http://" + host + ":" + port() + path);
    }

    private OutboundClient client(HostLookup lookup, String... allowed) {
        return new OutboundClient(new OutboundProperties(List.of(allowed), List.of(80, 443, port())), lookup);
    }

    private static OutboundRequest post(URI address) {
        return new OutboundRequest(
                "POST",
                address,
                false,
                Map.of("Content-Type", "text/plain"),
                "news".getBytes(StandardCharsets.UTF_8),
                MAX_ANSWER,
                Duration.ofSeconds(1));
    }

    /** Answers with one address after the other, and counts. */
    private static final class Answers implements HostLookup {

        private final List<String> addresses;
        private final AtomicInteger asked = new AtomicInteger();

        private Answers(String... addresses) {
            this.addresses = List.of(addresses);
        }

        @Override
        public InetAddress[] lookUp(String host) {
            String next = addresses.get(Math.min(asked.getAndIncrement(), addresses.size() - 1));
            return new InetAddress[] {InetAddress.ofLiteral(next)};
        }
    }

    @Test
    void anAllowedHostIsResolvedOnceAndAskedByItsName() throws IOException {
        Answers names = new Answers("127.0.0.1", "127.0.0.2");
        try (OutboundClient client = client(names, "hooks.internal:" + port())) {
            OutboundAnswer answer = client.send(post(at("hooks.internal", "/in?a=b")));
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body()).asString().isEqualTo("thanks");
            assertThat(answer.whole()).isTrue();
            assertThat(answer.headers()).containsEntry("content-length", "6");
        }
        assertThat(names.asked).hasValue(1);
        assertThat(received).containsExactly("POST /in?a=b hooks.internal:" + port() + " news");
    }

    @Test
    void aNameThatTurnsPrivateAfterTheCheckIsNotConnectedTo() throws IOException {
        Answers names = new Answers("8.8.8.8", "127.0.0.1");
        try (OutboundClient client = client(names)) {
            URI address = at("rebound.example", "/");
            client.check(address, false);
            assertThatThrownBy(() -> client.send(post(address))).isInstanceOf(RefusedAddressException.class);
        }
        assertThat(names.asked).hasValue(2);
        assertThat(received).isEmpty();
    }

    @Test
    void everyRequestIsJudgedAnew() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HostLookup names = _ -> {
            asked.incrementAndGet();
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        };
        try (OutboundClient client = client(names, "hooks.internal")) {
            client.send(post(at("hooks.internal", "/1")));
            client.send(post(at("hooks.internal", "/2")));
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void onePrivateAddressAmongPublicOnesIsEnoughToRefuse() throws IOException {
        HostLookup names =
                _ -> new InetAddress[] {InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("127.0.0.1")};
        try (OutboundClient client = client(names)) {
            assertThatThrownBy(() -> client.check(at("mixed.example", "/"), false))
                    .isInstanceOf(RefusedAddressException.class)
                    .hasMessage("'mixed.example' has no address in the internet that can be connected to");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "127.1",
                "2130706433",
                "0.0.0.0",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "LOCALHOST.",
            })
    void theMachineItselfIsNotReachedUnderAnyOfItsNames(String host) throws IOException {
        try (OutboundClient client = client(new SystemLookup())) {
            assertThatThrownBy(() -> client.send(post(at(host, "/")))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> client.check(at(host, "/"), false)).isInstanceOf(RefusedAddressException.class);
        }
        assertThat(received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.org/",
                "file:///etc/passwd",
                "gopher://example.org/",
                "https://me:secret@example.org/",
                "https://example.org/#part",
                "https:///path",
                "https:example.org",
                "//example.org/",
                "/path",
                "https://example.org:5432/",
                "https://example.org:25/",
            })
    void otherFormsOfAddressesAreRefused(String address) throws IOException {
        try (OutboundClient client = client(new Answers("8.8.8.8"))) {
            assertThatThrownBy(() -> client.send(post(URI.create(address))))
                    .isInstanceOf(RefusedAddressException.class);
        }
    }

    @Test
    void whatIsConfidentialGoesOverTlsOnlyUnlessTheOperatorAllowedTheHost() throws IOException {
        try (OutboundClient client = client(new Answers("8.8.8.8"), "hooks.internal")) {
            client.check(URI.create("https://example.org/"), true);
            client.check(URI.create("http://hooks.internal/"), true);
            assertThatThrownBy(() -> client.check(URI.create("http://example.org/"), true))
                    .hasMessage("must begin with https://");
        }
    }

    @Test
    void noRedirectIsFollowed() throws IOException {
        try (OutboundClient client = client(new SystemLookup(), "127.0.0.1")) {
            OutboundAnswer answer = client.send(post(at("127.0.0.1", "/moved")));
            assertThat(answer.status()).isEqualTo(307);
            assertThat(answer.headers()).containsEntry("location", "/elsewhere");
        }
        assertThat(received).hasSize(1);
    }

    @Test
    void ofAHugeAnswerOnlyTheBeginningIsRead() throws IOException {
        try (OutboundClient client = client(new SystemLookup(), "127.0.0.1")) {
            OutboundAnswer answer = client.send(post(at("127.0.0.1", "/huge")));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).hasSize(MAX_ANSWER);
            assertThat(answer.whole()).isFalse();
        }
    }

    @Test
    void anAnswerThatDripsInIsCutOffInTime() throws IOException {
        try (OutboundClient client = client(new SystemLookup(), "127.0.0.1")) {
            long before = System.nanoTime();
            assertThatThrownBy(() -> client.send(post(at("127.0.0.1", "/dripping"))))
                    .isInstanceOf(IOException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void tlsIsForTheNameAndNeedsACertificateThatIsTrusted(@TempDir Path folder) throws Exception {
        List<String> names = new CopyOnWriteArrayList<>();
        HttpsServer secured = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SSLContext context = selfSigned(folder.resolve("self-signed.p12"), "hooks.internal");
        secured.setHttpsConfigurator(new HttpsConfigurator(context) {

            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = context.getDefaultSSLParameters();
                tls.setSNIMatchers(List.of(new SNIMatcher(StandardConstants.SNI_HOST_NAME) {

                    @Override
                    public boolean matches(SNIServerName name) {
                        names.add(new String(name.getEncoded(), StandardCharsets.US_ASCII));
                        return true;
                    }
                }));
                parameters.setSSLParameters(tls);
            }
        });
        secured.createContext("/", exchange -> {
            try (exchange) {
                received.add(exchange.getRequestMethod());
                answer(exchange);
            }
        });
        secured.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        secured.start();
        try (OutboundClient client = client(new Answers("127.0.0.1"), "hooks.internal")) {
            URI address =
                    URI.create("https://hooks.internal:" + secured.getAddress().getPort() + "/");
            assertThatThrownBy(() -> client.send(post(address))).isInstanceOf(SSLHandshakeException.class);
        } finally {
            secured.stop(0);
        }
        assertThat(names).containsExactly("hooks.internal");
        assertThat(received).isEmpty();
    }

    private static SSLContext selfSigned(Path file, String name) throws Exception {
        String password = "for-tests-only";
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(file.toFile(), password.toCharArray());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, password.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
