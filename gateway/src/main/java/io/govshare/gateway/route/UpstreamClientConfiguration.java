package io.govshare.gateway.route;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/** The client towards the services. As a proxy it must add nothing of its own: no retry, cookie, redirect or unzipping. */
@Configuration(proxyBeanMethods = false)
class UpstreamClientConfiguration {

    // How often an upload looks whether the service has already refused it. Each look costs up to a millisecond.
    private static final int EARLY_ANSWER_EVERY = 512 * 1024;

    @Bean(destroyMethod = "close")
    CloseableHttpClient upstreamClient(GatewayProperties properties) {
        GatewayProperties.Upstream upstream = properties.upstream();
        int services = properties.services().size();
        PoolingHttpClientConnectionManager pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(upstream.connectionsPerService())
                .setMaxConnTotal(upstream.connectionsPerService() * services)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(upstream.connectTimeout()))
                        .setSocketTimeout(Timeout.of(upstream.responseTimeout()))
                        // Below the services' keep-alive of 20 s, so that a connection is never used as it closes.
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .setIdleTimeout(Timeout.ofSeconds(10))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .responseOutOfOrderStrategy(new MonitoringResponseOutOfOrderStrategy(EARLY_ANSWER_EVERY))
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(pool)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(upstream.queueTimeout()))
                        .setResponseTimeout(Timeout.of(upstream.responseTimeout()))
                        .build())
                .addExecInterceptorFirst("endless-answers", new EndlessAnswers())
                .evictExpiredConnections()
                .evictIdleConnections(TimeValue.ofSeconds(10))
                // A cookie store would be one for all callers.
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
    }

    @Bean
    ClientHttpRequestFactory upstreamRequests(CloseableHttpClient upstreamClient) {
        return new HttpComponentsClientHttpRequestFactory(upstreamClient);
    }
}
