package io.govshare.identity.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdentityTopicsUnitTests {

    @Test
    void theBrokerDecidesOnReplicas() {
        IdentityTopics topics = new IdentityTopics();

        assertThat(topics.agencyChangedTopic().replicationFactor()).isEqualTo((short) -1);
        assertThat(topics.identityStatementsSealedTopic().replicationFactor()).isEqualTo((short) -1);
    }
}
