package io.govshare.gateway.route;

import io.govshare.gateway.problem.RequestId;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.ResponseHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** What headers pass. No service believes a header that only a gateway should set; here they do not even arrive. */
final class HeaderRules {

    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect");

    private static final Set<String> FORGEABLE = Set.of(
            "forwarded", "via", "cookie", "x-real-ip", "x-client-ip", "true-client-ip", "x-http-method-override");

    private static final List<String> FORGEABLE_PREFIXES = List.of(
            "x-forwarded-",
            "x-user",
            "x-operator",
            "x-agency",
            "x-role",
            "x-auth",
            "x-remote-",
            "x-original-",
            "x-rewrite-",
            "x-internal-",
            "x-govshare-",
            "x-request-id");

    private static final Set<String> SERVER_ONLY = Set.of("server", "x-powered-by", "set-cookie", "x-request-id");

    private HeaderRules() {}

    /** After the library's own filters, so that nothing they add passes either. */
    @Order(Ordered.LOWEST_PRECEDENCE)
    static final class Request implements RequestHttpHeadersFilter {

        @Override
        public HttpHeaders apply(HttpHeaders given, ServerRequest request) {
            // From the request itself: the library's filters have taken Connection away, not what it names.
            Set<String> named = namedByConnection(request.headers().asHttpHeaders());
            HttpHeaders passed = new HttpHeaders();
            given.forEach((name, values) -> {
                String lower = name.toLowerCase(Locale.ROOT);
                if (!HOP_BY_HOP.contains(lower)
                        && !FORGEABLE.contains(lower)
                        && !named.contains(lower)
                        && FORGEABLE_PREFIXES.stream().noneMatch(lower::startsWith)) {
                    passed.addAll(name, values);
                }
            });
            RequestId.of(request.servletRequest()).ifPresent(id -> passed.set(RequestId.HEADER, id));
            return passed;
        }
    }

    /** Keeps the services' addresses, names and cookies inside. */
    @Order(Ordered.LOWEST_PRECEDENCE)
    static final class Response implements ResponseHttpHeadersFilter {

        private final Collection<URI> services;

        Response(Collection<URI> services) {
            this.services = List.copyOf(services);
        }

        @Override
        public HttpHeaders apply(HttpHeaders given, ServerResponse response) {
            Set<String> named = namedByConnection(given);
            HttpHeaders passed = new HttpHeaders();
            given.forEach((name, values) -> {
                String lower = name.toLowerCase(Locale.ROOT);
                if (!HOP_BY_HOP.contains(lower) && !SERVER_ONLY.contains(lower) && !named.contains(lower)) {
                    passed.addAll(name, values);
                }
            });
            String location = passed.getFirst(HttpHeaders.LOCATION);
            if (location != null) {
                passed.set(HttpHeaders.LOCATION, withoutService(location));
            }
            return passed;
        }

        private String withoutService(String location) {
            for (URI service : services) {
                String prefix = service.getScheme() + "://" + service.getAuthority();
                if (location.startsWith(prefix + "/")) {
                    return location.substring(prefix.length());
                }
            }
            return location;
        }
    }

    // RFC 9110 §7.6.1: headers named by Connection belong to this hop too.
    private static Set<String> namedByConnection(HttpHeaders headers) {
        @Nullable List<String> connection = headers.get(HttpHeaders.CONNECTION);
        if (connection == null) {
            return Set.of();
        }
        return Set.copyOf(connection.stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList());
    }
}
