package io.govshare.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Keycloak's administration cannot be reached; nothing listens on port 1. */
class KeycloakAwayIntegrationTests extends IdentityFixture {

    @DynamicPropertySource
    static void away(DynamicPropertyRegistry registry) {
        registry.add("govshare.identity.keycloak.url", () -> "http://127.0.0.1:1");
    }

    @Test
    void serviceStartsAndAnswersWithoutIt() {
        assertThat(getOpen("/actuator/health/readiness").text("status")).isEqualTo("UP");
        assertThat(get("citizen", "/api/identity/v1/agencies/tax").text("status"))
                .isEqualTo("active");
    }
}
