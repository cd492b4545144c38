package io.govshare.catalog.ingest;

import io.govshare.starter.request.BodyLimit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Bulk bodies are streamed and may be larger than other bodies. */
@Configuration(proxyBeanMethods = false)
class IngestLimits {

    @Bean
    BodyLimit bulkLimit(IngestProperties properties) {
        // A little more than what is taken, so that the answer names the intake and how far it came.
        return new BodyLimit(
                "/api/catalog/v1/datasets/*/records/bulk",
                DataSize.ofBytes(properties.maxBody().toBytes() + 1_000_000));
    }
}
