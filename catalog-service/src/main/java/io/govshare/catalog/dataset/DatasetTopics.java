package io.govshare.catalog.dataset;

import io.govshare.schemas.Topics;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatasetTopics {

    @Bean
    NewTopic datasetChangedTopic() {
        return new NewTopic(Topics.DATASET_CHANGED, Optional.of(3), Optional.empty());
    }
}
