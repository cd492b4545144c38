package io.govshare.identity.statement;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatementPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        Map<String, String> needed = Map.of("path", "/a", "password", "b");
        assertDefaults(needed, new KeystoreProperties(Path.of("/a"), "b"));
        assertDefaults(new LedgerProperties(URI.create("http://127.0.0.1:8083"), Duration.ofSeconds(5)));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(Map.of("path", "/a", "password", "b"), new KeystoreProperties(Path.of("/a"), "b"));
        assertFullMapping(
                Map.of("url", "http://a", "timeout", "2s"),
                new LedgerProperties(URI.create("http://a"), Duration.ofSeconds(2)));
    }

    @Test
    void thePasswordDoesNotShow() {
        assertThat(new KeystoreProperties(Path.of("/a"), "hush").toString()).doesNotContain("hush");
    }
}
