package io.govshare.catalog.dataset;

import io.govshare.schemas.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatasetTopics {

    @Bean
    NewTopic datasetChangedTopic() {
        return new NewTopic(Topics.DATASET_CHANGED, 3, (short) 1);
    }
}
