package io.govshare.gateway.token;

import io.govshare.gateway.problem.GatewayProblem;
import io.govshare.gateway.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Which pages of other origins may call the API: those configured, and any page what needs no login anyway. */
final class OriginRules {

    private OriginRules() {}

    static CorsFilter filter(TokenProperties properties) {
        UrlBasedCorsConfigurationSource rules = new UrlBasedCorsConfigurationSource();
        properties.openPaths().forEach(path -> rules.registerCorsConfiguration(path, open()));
        rules.registerCorsConfiguration("/api/**", configured(properties.origins()));
        CorsFilter filter = new CorsFilter(rules);
        filter.setCorsProcessor(new Refusing());
        return filter;
    }

    private static CorsConfiguration open() {
        CorsConfiguration rule = new CorsConfiguration();
        rule.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        rule.setAllowedMethods(List.of("GET", "HEAD"));
        rule.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        rule.setExposedHeaders(List.of("ETag", "X-Request-Id"));
        return rule;
    }

    private static CorsConfiguration configured(List<String> origins) {
        CorsConfiguration rule = new CorsConfiguration();
        rule.setAllowedOrigins(origins);
        rule.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        rule.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        rule.setExposedHeaders(List.of("ETag", "Location", "Retry-After", "X-Request-Id"));
        return rule;
    }

    private static final class Refusing extends DefaultCorsProcessor {

        @Override
        public boolean processRequest(
                @Nullable CorsConfiguration rule, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            boolean passes = super.processRequest(rule, request, response);
            if (!passes) {
                Problem.of(
                                GatewayProblem.FORBIDDEN,
                                "Pages of this origin may not do this; whoever runs the gateway can allow their origin.")
                        .write(request, response);
            }
            return passes;
        }

        @Override
        protected void rejectRequest(ServerHttpResponse response) {
            // The problem follows.
        }
    }
}
