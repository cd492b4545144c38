package io.govshare.catalog.outbound;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutboundConfiguration {

    @Bean
    OutboundClient outboundClient(OutboundProperties properties) {
        return new OutboundClient(properties, new SystemLookup());
    }
}
