package io.govshare.catalog.ingest;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class IngestPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new IngestProperties(
                500,
                DataSize.ofMegabytes(1),
                DataSize.ofKilobytes(256),
                500,
                DataSize.ofGigabytes(2),
                DataSize.ofMegabytes(256),
                4,
                100));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of(
                        "chunk-lines", "10",
                        "chunk-bytes", "2MB",
                        "max-line", "3KB",
                        "max-cells", "4",
                        "max-body", "5MB",
                        "max-spooled", "6MB",
                        "concurrent", "7",
                        "listed-errors", "8"),
                new IngestProperties(
                        10,
                        DataSize.ofMegabytes(2),
                        DataSize.ofKilobytes(3),
                        4,
                        DataSize.ofMegabytes(5),
                        DataSize.ofMegabytes(6),
                        7,
                        8));
    }
}
