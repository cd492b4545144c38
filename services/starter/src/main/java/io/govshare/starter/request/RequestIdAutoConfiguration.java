package io.govshare.starter.request;

import io.govshare.starter.ids.UuidV7;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Clock, ids and the request's id. */
@AutoConfiguration
public class RequestIdAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    UuidV7 uuidV7(Clock clock) {
        return new UuidV7(clock);
    }

    @Bean
    RequestIdFilter requestIdFilter(UuidV7 ids) {
        return new RequestIdFilter(ids);
    }
}
