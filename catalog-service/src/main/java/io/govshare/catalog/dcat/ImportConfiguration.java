package io.govshare.catalog.dcat;

import io.govshare.starter.request.BodyLimit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
class ImportConfiguration {

    /** {@link SpooledCatalogue} bounds the body, so that the refusal says what the limit of a catalogue is. */
    @Bean
    BodyLimit catalogueImportBodyLimit() {
        return new BodyLimit("/api/catalog/v1/catalogues/imports", DataSize.ofBytes(Long.MAX_VALUE));
    }
}
