package io.govshare.chain;

import io.govshare.proof.chain.Consensus;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * How a node is reached, and which chain it must be.
 *
 * @param chainId checked against the node's answer before anything is sent
 * @param connectTimeout for the TCP connection
 * @param callTimeout for one whole request; a validator under load answers late, a hung one never
 * @param concurrency requests in flight at once; more callers wait as long as one request may take
 */
public record ChainSettings(
        URI url, long chainId, Consensus consensus, Duration connectTimeout, Duration callTimeout, int concurrency) {
    public ChainSettings {
        String scheme = url.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme)) {
            throw new IllegalArgumentException("the chain is reached by http or https, not by " + scheme);
        }
        if (chainId < 1) {
            throw new IllegalArgumentException("chain id " + chainId);
        }
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency " + concurrency);
        }
    }

    /** Scheme, host and port, fit to be told: user info, path and query may hold credentials. */
    public String endpoint() {
        return withoutCredentials(url);
    }

    static String withoutCredentials(URI url) {
        String authority = Objects.requireNonNullElse(url.getRawAuthority(), "");
        return url.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1);
    }

    /**
     * Two seconds to connect, ten per request, eight at once: one ledger and one audit stay far below the limits of a
     * validator's RPC server.
     */
    public static ChainSettings of(URI url, long chainId, Consensus consensus) {
        return new ChainSettings(url, chainId, consensus, Duration.ofSeconds(2), Duration.ofSeconds(10), 8);
    }
}
