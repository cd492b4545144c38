package io.govshare.gateway.route;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import java.net.URI;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.ResponseHttpHeadersFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code /api/<service>/**} for programs, {@code /audit/**} and {@code /verify} for browsers. Paths are the same on both sides. */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

    @Bean
    RouterFunction<ServerResponse> identityRoute(GatewayProperties properties) {
        return api("identity", properties.identityUrl());
    }

    @Bean
    RouterFunction<ServerResponse> catalogRoute(GatewayProperties properties) {
        return api("catalog", properties.catalogUrl());
    }

    @Bean
    RouterFunction<ServerResponse> ledgerRoute(GatewayProperties properties) {
        return api("ledger", properties.ledgerUrl());
    }

    @Bean
    RouterFunction<ServerResponse> auditRoute(GatewayProperties properties) {
        return api("audit", properties.auditUrl());
    }

    @Bean
    RouterFunction<ServerResponse> auditPagesRoute(GatewayProperties properties, SessionTokenRelay relay) {
        return route("audit-pages")
                .route(path("/audit").or(path("/audit/**")), http())
                .before(uri(properties.auditUrl()))
                .filter(relay)
                .filter(new UpstreamFailures())
                .build();
    }

    /** Open to anyone; without the session's token, which it has no use for. */
    @Bean
    RouterFunction<ServerResponse> verifierPageRoute(GatewayProperties properties) {
        return route("verifier-page")
                .route(path("/verify"), http())
                .before(uri(properties.auditUrl()))
                .filter(new UpstreamFailures())
                .build();
    }

    @Bean
    RequestHttpHeadersFilter requestHeaderRules() {
        return new HeaderRules.Request();
    }

    @Bean
    ResponseHttpHeadersFilter responseHeaderRules(GatewayProperties properties) {
        return new HeaderRules.Response(properties.services().values());
    }

    private static RouterFunction<ServerResponse> api(String name, URI service) {
        RequestPredicate prefix = path("/api/" + name + "/**");
        return route(name)
                .route(prefix, http())
                .before(uri(service))
                .filter(new UpstreamFailures())
                .build();
    }
}
