package io.govshare.catalog.sealing;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.testkit.configuration.ConfigAssertions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeystorePropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        Map<String, String> needed = Map.of("path", "/a", "password", "b");
        assertDefaults(needed, new KeystoreProperties(Path.of("/a"), "b", null, Duration.ofDays(1), 50_000));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of(
                        "path",
                        "/a",
                        "password",
                        "b",
                        "wrapping-keys",
                        "/c",
                        "key-period",
                        "1h",
                        "records-per-key",
                        "7"),
                new KeystoreProperties(Path.of("/a"), "b", Path.of("/c"), Duration.ofHours(1), 7));
    }

    @Test
    void wrappingKeysLieBesideTheFile() {
        assertThat(new KeystoreProperties(Path.of("/a/b.p12"), "c", null, Duration.ofDays(1), 1).wrappingKeyFolder())
                .isEqualTo(Path.of("/a/b.p12.wrapping-keys"));
    }

    @Test
    void nothingStartsWithoutThem() {
        assertThatThrownBy(() -> ConfigAssertions.bind(KeystoreProperties.class, Map.of()))
                .hasRootCauseMessage(
                        "govshare.catalog.keystore.path and govshare.catalog.keystore.password are needed");
    }

    @Test
    void thePasswordDoesNotShow() {
        assertThat(new KeystoreProperties(Path.of("/a"), "hush", null, Duration.ofDays(1), 1).toString())
                .doesNotContain("hush");
    }
}
