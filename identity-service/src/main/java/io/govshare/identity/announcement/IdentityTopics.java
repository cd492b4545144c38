package io.govshare.identity.announcement;

import io.govshare.schemas.Topics;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The topics this service owns. */
@Configuration(proxyBeanMethods = false)
class IdentityTopics {

    /** One partition: a directory is small, and its reader must know when it has read to the end. */
    @Bean
    NewTopic agencyChangedTopic() {
        return new NewTopic(Topics.AGENCY_CHANGED, Optional.of(1), Optional.empty())
                .configs(Map.of("cleanup.policy", "compact"));
    }

    @Bean
    NewTopic identityStatementsSealedTopic() {
        return new NewTopic(Topics.IDENTITY_STATEMENTS_SEALED, Optional.of(3), Optional.empty());
    }
}
