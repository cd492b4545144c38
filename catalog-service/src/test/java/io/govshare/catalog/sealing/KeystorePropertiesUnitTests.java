package io.govshare.catalog.sealing;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.testkit.configuration.ConfigAssertions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeystorePropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        Map<String, String> needed = Map.of("path", "/a", "password", "b");
        assertDefaults(needed, new KeystoreProperties(Path.of("/a"), "b"));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(Map.of("path", "/a", "password", "b"), new KeystoreProperties(Path.of("/a"), "b"));
    }

    @Test
    void nothingStartsWithoutThem() {
        assertThatThrownBy(() -> ConfigAssertions.bind(KeystoreProperties.class, Map.of()))
                .hasRootCauseMessage(
                        "govshare.catalog.keystore.path and govshare.catalog.keystore.password are needed");
    }

    @Test
    void thePasswordDoesNotShow() {
        assertThat(new KeystoreProperties(Path.of("/a"), "hush").toString()).doesNotContain("hush");
    }
}
