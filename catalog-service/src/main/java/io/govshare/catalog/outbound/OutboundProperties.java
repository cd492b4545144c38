package io.govshare.catalog.outbound;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where requests to addresses named by others may go.
 *
 * @param allowedHosts names or addresses, each with its port or for any port, that may be private and without TLS, such as
 *     {@code hooks.internal:8443}; none by default
 * @param ports those that all other hosts may be asked on: the ones of the web, for behind others are databases and mail
 */
@ConfigurationProperties("govshare.catalog.outbound")
record OutboundProperties(
        @DefaultValue({}) List<String> allowedHosts,
        @DefaultValue({"80", "443", "8443"}) List<Integer> ports) {

    private static final Pattern HOST = Pattern.compile("[^\\s/@\\[\\]:]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");

    OutboundProperties {
        allowedHosts =
                allowedHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        ports = List.copyOf(ports);
        for (String host : allowedHosts) {
            if (!HOST.matcher(host).matches()) {
                throw new IllegalArgumentException("govshare.catalog.outbound.allowed-hosts: '" + host
                        + "' must be like hooks.example.org:8443 or [fd00::1]:8443");
            }
        }
    }

    /** @param host IPv6 addresses without brackets */
    boolean allows(String host, int port) {
        String plain = host.toLowerCase(Locale.ROOT);
        String name = plain.contains(":") ? "[" + plain + "]" : plain;
        return allowedHosts.contains(name) || allowedHosts.contains(name + ":" + port);
    }
}
