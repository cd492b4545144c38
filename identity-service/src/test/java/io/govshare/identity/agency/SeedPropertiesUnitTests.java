package io.govshare.identity.agency;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;

import io.govshare.schemas.AgencyChanged.Level;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeedPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new SeedProperties(List.of()));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of(
                        "seed[0].code", "tax",
                        "seed[0].name", "Tax office",
                        "seed[0].level", "national",
                        "seed[0].region", "all",
                        "seed[0].domain", "finance"),
                new SeedProperties(
                        List.of(new SeedProperties.Founder("tax", "Tax office", Level.NATIONAL, "all", "finance"))));
    }
}
