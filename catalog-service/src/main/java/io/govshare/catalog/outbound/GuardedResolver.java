package io.govshare.catalog.outbound;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves for the one connection that is about to be made, which goes to exactly these addresses: nobody can answer
 * otherwise between the check and its use. Names and literal addresses in all their spellings come through here.
 */
final class GuardedResolver implements DnsResolver {

    /** Each is tried in turn, and a name may have any number of them. */
    private static final int MAX_ADDRESSES = 4;

    private final HostLookup lookup;
    private final OutboundProperties properties;

    GuardedResolver(HostLookup lookup, OutboundProperties properties) {
        this.lookup = lookup;
        this.properties = properties;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        InetAddress[] addresses = lookup.lookUp(host);
        // One private address among public ones has no honest reason.
        if (!properties.allows(host, port) && !Arrays.stream(addresses).allMatch(PublicAddresses::contain)) {
            throw new ForbiddenAddressException(host);
        }
        return Arrays.stream(addresses)
                .limit(MAX_ADDRESSES)
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        throw new UnknownHostException("'" + host + "' cannot be judged without its port");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
