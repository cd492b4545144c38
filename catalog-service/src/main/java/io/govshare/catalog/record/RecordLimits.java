package io.govshare.catalog.record;

import io.govshare.starter.request.BodyLimit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Files are streamed and may be larger than other bodies. */
@Configuration(proxyBeanMethods = false)
class RecordLimits {

    @Bean
    BodyLimit filesLimit(FilesProperties properties) {
        // One byte more than a file may have, so that the answer names the limit.
        return new BodyLimit(
                "/api/catalog/v1/datasets/*/files",
                DataSize.ofBytes(properties.maxSize().toBytes() + 1));
    }
}
