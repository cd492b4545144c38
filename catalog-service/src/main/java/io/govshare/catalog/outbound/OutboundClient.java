package io.govshare.catalog.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Asks addresses that others have named, as told in this package's description. Safe for any number of threads; callers
 * bound how many requests they have at once.
 *
 * <p>Every request makes its own connection, so that every request is judged by what the name resolves to then.
 */
public final class OutboundClient implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 256;
    private static final int MAX_ADDRESS = 2_000;
    private static final Timeout CONNECT = Timeout.ofSeconds(3);

    private final OutboundProperties properties;
    private final GuardedResolver resolver;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("outbound-deadline").daemon(true).factory());

    OutboundClient(OutboundProperties properties, HostLookup lookup) {
        this.properties = properties;
        this.resolver = new GuardedResolver(lookup, properties);
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        .setMaxConnTotal(MAX_CONNECTIONS)
                        .setMaxConnPerRoute(MAX_CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(Timeout.ofSeconds(30))
                                .build())
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(16 * 1024)
                                        .setMaxHeaderCount(100)
                                        .build())
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT)
                        .build())
                .setConnectionReuseStrategy((_, _, _) -> false)
                .setUserAgent("GovShare")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                // A small answer must not unfold into a large one.
                .disableContentCompression()
                .build();
    }

    /**
     * Whether {@link #send} would go there as things are now; what the name resolves to may be another thing then.
     *
     * @throws RefusedAddressException saying why not
     */
    public void check(URI address, boolean confidential) throws RefusedAddressException {
        String host = checkForm(address, confidential);
        try {
            resolver.resolve(host, port(address));
        } catch (UnknownHostException _) {
            // The same words for both: whoever asks must not learn which names the platform's own network knows.
            throw noPublicAddress(host);
        }
    }

    /**
     * @throws RefusedAddressException when nothing was sent, for the address is none that the platform connects to
     * @throws IOException when no whole answer came in time; the other side may have received everything all the same
     */
    public OutboundAnswer send(OutboundRequest request) throws IOException {
        String host = checkForm(request.address(), request.confidential());
        HttpUriRequestBase asked = new HttpUriRequestBase(request.method(), request.address());
        request.headers().forEach(asked::setHeader);
        if (request.body().length > 0) {
            asked.setEntity(new ByteArrayEntity(request.body(), null));
        }
        asked.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(CONNECT)
                .setResponseTimeout(Timeout.of(request.patience()))
                .build());
        // The timeouts of sockets begin anew with each byte; this one does not.
        Future<?> deadline = deadlines.schedule(asked::cancel, millis(request.patience()), TimeUnit.MILLISECONDS);
        try {
            return client.execute(asked, answer -> read(answer, asked, request.maxAnswer()));
        } catch (ForbiddenAddressException _) {
            throw noPublicAddress(host);
        } finally {
            deadline.cancel(false);
        }
    }

    private static long millis(Duration patience) {
        return Math.max(1, patience.toMillis());
    }

    private static OutboundAnswer read(ClassicHttpResponse answer, HttpUriRequestBase asked, int max)
            throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : answer.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), String.valueOf(header.getValue()));
        }
        byte[] body = new byte[0];
        boolean whole = true;
        @Nullable HttpEntity entity = answer.getEntity();
        if (entity != null) {
            InputStream content = entity.getContent();
            body = content.readNBytes(max);
            whole = body.length < max || content.read() < 0;
        }
        if (!whole) {
            // Closing would read on to the end, which may never come.
            asked.cancel();
        }
        return new OutboundAnswer(answer.getCode(), headers, body, whole);
    }

    private String checkForm(URI address, boolean confidential) throws RefusedAddressException {
        String host = host(address);
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!List.of("http", "https").contains(scheme)) {
            throw new RefusedAddressException("must begin with https://");
        }
        if (host == null || address.getRawUserInfo() != null || address.getRawFragment() != null) {
            throw new RefusedAddressException("must be like https://example.org/path, without user or fragment");
        }
        if (address.toString().length() > MAX_ADDRESS) {
            throw new RefusedAddressException("must have at most " + MAX_ADDRESS + " characters");
        }
        int port = port(address);
        if (!properties.allows(host, port)) {
            if (confidential && !scheme.equals("https")) {
                throw new RefusedAddressException("must begin with https://");
            }
            if (!properties.ports().contains(port)) {
                throw new RefusedAddressException("must have one of the ports " + properties.ports());
            }
        }
        return host;
    }

    private static @Nullable String host(URI address) {
        String host = address.getHost();
        return host != null && host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "http".equalsIgnoreCase(address.getScheme()) ? 80 : 443;
    }

    private static RefusedAddressException noPublicAddress(String host) {
        return new RefusedAddressException("'" + host + "' has no address in the internet that can be connected to");
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }
}
