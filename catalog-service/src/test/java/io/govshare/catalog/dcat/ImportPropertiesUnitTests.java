package io.govshare.catalog.dcat;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ImportPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new ImportProperties(DataSize.ofMegabytes(16), 5_000));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of("max-size", "1MB", "max-entries", "7"), new ImportProperties(DataSize.ofMegabytes(1), 7));
    }
}
