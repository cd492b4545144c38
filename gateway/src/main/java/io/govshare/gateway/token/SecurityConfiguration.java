package io.govshare.gateway.token;

import io.govshare.gateway.limit.LimitProperties;
import io.govshare.gateway.limit.RateLimitFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Two chains: tokens without session for the API, sessions without tokens for the pages. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, TokenProperties properties, LimitProperties limits, Refusals refusals) {
        String[] open = properties.openPaths().toArray(String[]::new);
        return http.securityMatcher("/api/**")
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No session and no cookie is looked at here, so there is nothing to forge a request with.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .addFilterAfter(OriginRules.filter(properties), HeaderWriterFilter.class)
                .headers(headers -> strict(headers)
                        .contentSecurityPolicy(
                                policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, open)
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, open)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .addFilterAfter(RateLimitFilter.perAddress(limits), SecurityContextHolderFilter.class)
                .addFilterBefore(RateLimitFilter.perOperator(limits), AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http,
            TokenProperties properties,
            LimitProperties limits,
            Refusals refusals,
            ClientRegistrationRepository registrations) {
        OidcClientInitiatedLogoutSuccessHandler logout = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        logout.setPostLogoutRedirectUri("{baseUrl}/");
        // In a cookie: the page asked for comes back under its very address, and asking alone opens no session.
        CookieRequestCache wanted = new CookieRequestCache();
        return http.requestCache(cache -> cache.requestCache(wanted))
                .csrf(csrf -> csrf.spa().csrfTokenRepository(csrfCookie()))
                .headers(headers -> strict(headers)
                        .contentSecurityPolicy(policy -> policy.policyDirectives(pagePolicy(properties))))
                .oauth2Login(login -> login.authorizationEndpoint(
                                start -> start.authorizationRequestResolver(knownLogin(registrations)))
                        .loginPage("/oauth2/authorization/" + TokenConfiguration.REGISTRATION)
                        .failureHandler(refusals))
                .logout(out -> out.logoutSuccessHandler(logout))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/",
                                "/docs",
                                "/docs/**",
                                "/verify",
                                "/start.css",
                                "/favicon.ico",
                                "/error",
                                "/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/audit", "/audit/**")
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .addFilterAfter(RateLimitFilter.perAddress(limits), SecurityContextHolderFilter.class)
                .addFilterBefore(RateLimitFilter.perOperator(limits), AuthorizationFilter.class)
                .build();
    }

    // Each request is observed as a whole; an observation for each filter of the chain costs more than the filters.
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    private static HeadersConfigurer<HttpSecurity> strict(HeadersConfigurer<HttpSecurity> headers) {
        return headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), geolocation=(), microphone=()"))
                .crossOriginOpenerPolicy(Customizer.withDefaults());
    }

    /** Scripts come from here only and stand in files; ECharts and Swagger UI set styles in place. */
    private static String pagePolicy(TokenProperties properties) {
        URI issuer = URI.create(properties.issuer());
        // Chromium applies form-action to the redirects that follow a form too: logging out leads to the issuer.
        return "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none';"
                + " base-uri 'self'; frame-ancestors 'none'; form-action 'self' "
                + issuer.getScheme() + "://" + issuer.getAuthority();
    }

    private static CookieCsrfTokenRepository csrfCookie() {
        CookieCsrfTokenRepository cookie = CookieCsrfTokenRepository.withHttpOnlyFalse();
        cookie.setCookieCustomizer(c -> c.sameSite("Lax"));
        return cookie;
    }

    /** A login that is not configured is a page that does not exist, not a failure. */
    private static OAuth2AuthorizationRequestResolver knownLogin(ClientRegistrationRepository registrations) {
        String base = OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI;
        PathPatternRequestMatcher known =
                PathPatternRequestMatcher.pathPattern(base + "/" + TokenConfiguration.REGISTRATION);
        DefaultOAuth2AuthorizationRequestResolver resolver =
                new DefaultOAuth2AuthorizationRequestResolver(registrations, base);
        return new OAuth2AuthorizationRequestResolver() {
            @Override
            public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
                return known.matches(request) ? resolver.resolve(request) : null;
            }

            @Override
            public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
                return resolver.resolve(request, registration);
            }
        };
    }
}
