package io.govshare.gateway.route;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Addresses of the services, and how long and how often the gateway talks to them. */
@ConfigurationProperties("govshare.gateway")
public record GatewayProperties(
        @DefaultValue("http://127.0.0.1:8081") URI identityUrl,
        @DefaultValue("http://127.0.0.1:8082") URI catalogUrl,
        @DefaultValue("http://127.0.0.1:8083") URI ledgerUrl,
        @DefaultValue("http://127.0.0.1:8084") URI auditUrl,
        @DefaultValue Upstream upstream) {

    /** By the name in {@code /api/<name>/}. */
    public Map<String, URI> services() {
        Map<String, URI> services = new LinkedHashMap<>();
        services.put("identity", identityUrl);
        services.put("catalog", catalogUrl);
        services.put("ledger", ledgerUrl);
        services.put("audit", auditUrl);
        return services;
    }

    /**
     * @param connectTimeout short: the services are near, and a caller waits
     * @param responseTimeout longest silence while an answer is awaited; a bulk upload of a million records is answered
     *     only when all of them are stored
     * @param connectionsPerService also the number of requests a service has at once; the client's default of five
     *     would be the narrowest place of the whole platform
     * @param queueTimeout how long a request waits for one of these connections
     */
    public record Upstream(
            @DefaultValue("2s") Duration connectTimeout,
            @DefaultValue("15m") Duration responseTimeout,
            @DefaultValue("256") int connectionsPerService,
            @DefaultValue("5s") Duration queueTimeout) {}
}
