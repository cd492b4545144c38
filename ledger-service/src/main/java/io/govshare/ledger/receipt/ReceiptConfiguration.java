package io.govshare.ledger.receipt;

import io.govshare.schemas.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

@Configuration(proxyBeanMethods = false)
class ReceiptConfiguration {

    @Bean
    NewTopic receiptsIssuedTopic() {
        return TopicBuilder.name(Topics.RECEIPTS_ISSUED).partitions(3).build();
    }
}
