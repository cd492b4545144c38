package io.govshare.catalog.record;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.testkit.configuration.ConfigAssertions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class FilesPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(Map.of("path", "/a"), new FilesProperties(Path.of("/a"), DataSize.ofMegabytes(64)));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of("path", "/a", "max-size", "1MB"), new FilesProperties(Path.of("/a"), DataSize.ofMegabytes(1)));
    }

    @Test
    void nothingStartsWithoutThem() {
        assertThatThrownBy(() -> ConfigAssertions.bind(FilesProperties.class, Map.of()))
                .hasRootCauseMessage("govshare.catalog.files.path is needed");
    }
}
