package io.govshare.catalog.dcat;

import io.govshare.starter.request.BodyLimit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
class ImportConfiguration {

    /** One byte more than is taken, so that the refusal can say what the limit of a catalogue is. */
    @Bean
    BodyLimit catalogueImportBodyLimit(ImportProperties properties) {
        return new BodyLimit("/api/catalog/v1/catalogues/imports", DataSize.ofBytes(properties.maxBytes() + 1L));
    }
}
