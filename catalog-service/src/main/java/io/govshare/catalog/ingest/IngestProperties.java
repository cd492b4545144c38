package io.govshare.catalog.ingest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of bulk intake.
 *
 * @param chunkLines most records of one transaction and of one announcement, which may not carry more than 500
 * @param chunkBytes a chunk also ends behind this many bytes, so that large records do not fill the memory
 * @param maxLine longest line of NDJSON, or record of CSV
 * @param maxCells most cells of a CSV record
 * @param maxBody longest body
 * @param maxSpooled longest body that must be wholly good ({@code onError=refuse}), for it is kept on disk meanwhile
 * @param concurrent most intakes at the same time; each may hold a few chunks in memory
 * @param listedErrors most errors that are told one by one; the count is always exact
 */
@ConfigurationProperties("govshare.catalog.ingest")
public record IngestProperties(
        @DefaultValue("500") int chunkLines,
        @DefaultValue("1MB") DataSize chunkBytes,
        @DefaultValue("256KB") DataSize maxLine,
        @DefaultValue("500") int maxCells,
        @DefaultValue("2GB") DataSize maxBody,
        @DefaultValue("256MB") DataSize maxSpooled,
        @DefaultValue("4") int concurrent,
        @DefaultValue("100") int listedErrors) {

    public IngestProperties {
        if (chunkLines < 1 || chunkLines > 500) {
            throw new IllegalArgumentException("govshare.catalog.ingest.chunk-lines must be 1 to 500");
        }
        if (concurrent < 1) {
            throw new IllegalArgumentException("govshare.catalog.ingest.concurrent must be positive");
        }
    }
}
