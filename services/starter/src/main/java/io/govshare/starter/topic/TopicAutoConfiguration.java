package io.govshare.starter.topic;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin;

/** Declares the service's own topics in the background. */
@AutoConfiguration(afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
public class TopicAutoConfiguration {

    @Bean
    @ConditionalOnBean(NewTopic.class)
    TopicDeclarer topicDeclarer(KafkaAdmin admin) {
        admin.setFatalIfBrokerNotAvailable(false);
        admin.setOperationTimeout(10);
        return new TopicDeclarer(admin);
    }
}
