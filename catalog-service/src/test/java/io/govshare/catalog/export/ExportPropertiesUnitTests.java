package io.govshare.catalog.export;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new ExportProperties(
                URI.create("http://127.0.0.1:8080"),
                "GovShare catalogue",
                "The datasets that the agencies of this consortium share",
                "GovShare consortium",
                "catalogue@govshare.invalid"));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of(
                        "public-address",
                        "https://data.example.org",
                        "title",
                        "t",
                        "description",
                        "d",
                        "publisher",
                        "p",
                        "contact-email",
                        "a@b.c"),
                new ExportProperties(URI.create("https://data.example.org"), "t", "d", "p", "a@b.c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.example.org",
                "ftp://data.example.org",
                "https://data.example.org/",
                "https://data.example.org/a",
                "https://me@data.example.org",
                "https://data.example.org?a",
                "https://data.example.org#a",
                "mailto:a@b.c"
            })
    void anAddressThatCannotBeginNamesIsRefused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExportProperties(URI.create(address), "t", "d", "p", "a@b.c"))
                .withMessageContaining("public-address");
    }
}
