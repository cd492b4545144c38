package io.govshare.audit.selfaudit;

import io.govshare.chain.ChainConnection;
import io.govshare.chain.ChainSettings;
import io.govshare.chain.ReadOnlyChain;
import io.govshare.chain.Web3jReadOnlyChain;
import io.govshare.starter.client.ServiceTokens;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Where a self-audit looks: the public log, the catalogue, and the chain over a connection of audit's own. */
@Component
@EnableConfigurationProperties(AuditProperties.class)
class Connections {

    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final AuditProperties properties;
    private final PinnedLogs pinned;
    private final ServiceTokens tokens;
    private final ChainConnection node;

    Connections(AuditProperties properties, PinnedLogs pinned, ServiceTokens tokens) {
        this.properties = properties;
        this.pinned = pinned;
        this.tokens = tokens;
        this.node = new ChainConnection(
                ChainSettings.of(properties.chainUrl(), properties.chainId(), properties.chainConsensus()));
    }

    PublicLog log() {
        return new PublicLog(client().baseUrl(properties.ledgerUrl()).build());
    }

    RestClient catalog() {
        return authenticated().baseUrl(properties.catalogUrl()).build();
    }

    ReadOnlyChain chain(PinnedLog log) {
        return new Web3jReadOnlyChain(node, log.contract(), log.logId());
    }

    /** The log as it was known at first sight; looked up at the ledger only then. */
    PinnedLog pinnedLog() {
        return pinned.pinned().orElseGet(() -> pinned.pin(atFirstSight()));
    }

    private PinnedLog atFirstSight() {
        Trust trust = authenticated()
                .baseUrl(properties.ledgerUrl())
                .build()
                .get()
                .uri("/api/ledger/v1/trust")
                .retrieve()
                .body(Trust.class);
        if (trust == null || trust.logs().size() != 1 || trust.chainId() != properties.chainId()) {
            throw new IllegalStateException("the ledger names no log on chain " + properties.chainId() + ": " + trust);
        }
        Trust.Log log = trust.logs().getFirst();
        return new PinnedLog(log.origin(), log.key(), trust.contract(), log.logId(), trust.chainId());
    }

    private RestClient.Builder authenticated() {
        return client().requestInterceptor(tokens.bearer());
    }

    private static RestClient.Builder client() {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
        requests.setReadTimeout(ANSWER);
        return RestClient.builder().requestFactory(requests);
    }

    record Trust(long chainId, String contract, List<Log> logs) {

        record Log(String origin, String logId, String key) {}
    }
}
