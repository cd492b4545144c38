package io.govshare.catalog.access;

import io.govshare.schemas.Topics;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccessTopics {

    @Bean
    NewTopic corruptionFoundTopic() {
        return new NewTopic(Topics.CORRUPTION_FOUND, Optional.of(3), Optional.empty());
    }
}
