package io.govshare.gateway.token;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LoginPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new LoginProperties("govshare-web", ""));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(Map.of("client-id", "a", "client-secret", "b"), new LoginProperties("a", "b"));
    }

    @Test
    void theSecretDoesNotShow() {
        assertThat(new LoginProperties("a", "hush").toString()).doesNotContain("hush");
    }
}
