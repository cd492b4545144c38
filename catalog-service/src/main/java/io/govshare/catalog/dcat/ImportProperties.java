package io.govshare.catalog.dcat;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param maxSize of a catalogue; the text of an RDF catalogue is held in memory while it is read
 * @param maxEntries datasets in one catalogue; a larger one is sent in parts
 */
@Validated
@ConfigurationProperties("govshare.catalog.imports")
record ImportProperties(
        @DefaultValue("16MB") DataSize maxSize,
        @DefaultValue("5000") @Min(1) @Max(100_000) int maxEntries) {

    /** One array holds it. */
    private static final int MOST = 512 << 20;

    ImportProperties {
        if (maxSize.toBytes() < 1 || maxSize.toBytes() > MOST) {
            throw new IllegalArgumentException("govshare.catalog.imports.max-size must be between 1 B and 512 MB");
        }
    }

    int maxBytes() {
        return (int) maxSize.toBytes();
    }
}
