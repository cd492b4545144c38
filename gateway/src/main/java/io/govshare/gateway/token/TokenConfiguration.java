package io.govshare.gateway.token;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.web.client.RestTemplate;

/** Checking tokens and logging in, both discovered from the issuer when first needed. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    static final String REGISTRATION = "govshare";

    @Bean
    JwtDecoder jwtDecoder(TokenProperties properties) {
        return new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(properties.issuer())
                    .restOperations(patientFor(Duration.ofSeconds(5)))
                    .build();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    new JwtTimestampValidator(properties.clockSkew()),
                    new JwtIssuerValidator(properties.issuer()),
                    new JwtAudienceValidator(properties.audience())));
            return decoder;
        });
    }

    @Bean
    ClientRegistrationRepository clientRegistrations(TokenProperties token, LoginProperties login) {
        AtomicReference<ClientRegistration> discovered = new AtomicReference<>();
        return id -> {
            if (!REGISTRATION.equals(id)) {
                return null;
            }
            ClientRegistration known = discovered.get();
            if (known == null) {
                known = discover(token, login);
                discovered.set(known);
            }
            return known;
        };
    }

    private static ClientRegistration discover(TokenProperties token, LoginProperties login) {
        try {
            return ClientRegistrations.fromIssuerLocation(token.issuer())
                    .registrationId(REGISTRATION)
                    .clientId(login.clientId())
                    .clientSecret(login.clientSecret())
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .clientSettings(ClientRegistration.ClientSettings.builder()
                            .requireProofKey(true)
                            .build())
                    .scope("openid", "profile")
                    .build();
        } catch (RuntimeException e) {
            throw new AuthenticationServiceException("No login: the issuer cannot be reached", e);
        }
    }

    @Bean
    OAuth2AuthorizedClientRepository authorizedClients() {
        // In the session, so that tokens go when it goes.
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    OAuth2AuthorizedClientManager authorizedClientManager(
            ClientRegistrationRepository registrations, OAuth2AuthorizedClientRepository clients) {
        DefaultOAuth2AuthorizedClientManager manager = new DefaultOAuth2AuthorizedClientManager(registrations, clients);
        manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                .authorizationCode()
                .refreshToken()
                .build());
        return manager;
    }

    private static RestTemplate patientFor(Duration time) {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(time);
        requests.setReadTimeout(time);
        return new RestTemplate(requests);
    }
}
