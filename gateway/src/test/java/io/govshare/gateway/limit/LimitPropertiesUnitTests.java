package io.govshare.gateway.limit;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class LimitPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new LimitProperties(
                DataSize.ofGigabytes(1),
                new LimitProperties.Rate(2_000, 10_000),
                new LimitProperties.AddressRate(10_000, 50_000),
                100_000,
                20_000));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of(
                        "body", "1MB",
                        "operator.per-second", "2",
                        "operator.burst", "3",
                        "address.per-second", "4",
                        "address.burst", "5",
                        "callers", "6",
                        "sessions", "7"),
                new LimitProperties(
                        DataSize.ofMegabytes(1),
                        new LimitProperties.Rate(2, 3),
                        new LimitProperties.AddressRate(4, 5),
                        6,
                        7));
    }
}
