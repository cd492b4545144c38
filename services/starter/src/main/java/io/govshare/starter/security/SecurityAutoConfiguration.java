package io.govshare.starter.security;

import io.govshare.starter.agency.AgencyDirectory;
import io.govshare.starter.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** A resource server that opens nothing by itself but health and the API's description. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration"
        },
        after = io.govshare.starter.problem.ProblemAutoConfiguration.class,
        afterName = "io.govshare.starter.agency.AgencyDirectoryAutoConfiguration")
@EnableConfigurationProperties(SecurityProperties.class)
@EnableWebSecurity
@EnableMethodSecurity
public class SecurityAutoConfiguration {

    // Asymmetric only: whoever can check a token must not be able to make one.
    private static final Set<SignatureAlgorithm> ALGORITHMS = Set.of(
            SignatureAlgorithm.RS256,
            SignatureAlgorithm.RS384,
            SignatureAlgorithm.RS512,
            SignatureAlgorithm.PS256,
            SignatureAlgorithm.ES256,
            SignatureAlgorithm.ES384);

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(SecurityProperties properties, Clock clock) {
        // Lazily, so that a service starts and stays healthy while the issuer does not answer.
        return new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(properties.issuer())
                    .jwsAlgorithms(algorithms -> {
                        algorithms.clear();
                        algorithms.addAll(ALGORITHMS);
                    })
                    .build();
            JwtTimestampValidator time = new JwtTimestampValidator(properties.clockSkew());
            time.setAllowEmptyExpiryClaim(false);
            time.setClock(clock);
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    time, new JwtIssuerValidator(properties.issuer()), new AudienceValidator(properties.audience())));
            return decoder;
        });
    }

    @Bean
    SecurityProblems securityProblems(ProblemWriter writer) {
        return new SecurityProblems(writer);
    }

    @Bean
    SecurityFilterChain govshareSecurity(
            HttpSecurity http,
            SecurityProblems problems,
            ProblemWriter writer,
            ObjectProvider<OpenPaths> openPaths,
            ObjectProvider<AgencyDirectory> directory,
            ObjectProvider<RefusedRequestListener> listeners) {
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable) // No cookie authenticates here.
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                            .permitAll();
                    requests.requestMatchers("/actuator/health/**", "/v3/api-docs/**", "/v3/api-docs.yaml")
                            .permitAll();
                    openPaths.stream().flatMap(open -> open.patterns().stream()).forEach(pattern -> {
                        requests.requestMatchers(HttpMethod.GET, pattern).permitAll();
                        requests.requestMatchers(HttpMethod.HEAD, pattern).permitAll();
                    });
                    requests.anyRequest().authenticated();
                })
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems)
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(new OperatorTokenConverter()))
                        .withObjectPostProcessor(problems.authenticationFailures()))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems));
        directory.ifAvailable(agencies -> http.addFilterAfter(
                new ActiveAgencyFilter(
                        agencies,
                        (operator, request, reason) ->
                                listeners.orderedStream().forEach(l -> l.onRefused(operator, request, reason)),
                        writer),
                BearerTokenAuthenticationFilter.class));
        return http.build();
    }

    // Each request is observed as a whole; an observation for each filter of the chain costs more than the filters.
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    WebMvcConfigurer operatorArgument() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new OperatorArgumentResolver());
            }
        };
    }
}
