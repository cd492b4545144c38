package io.govshare.catalog.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccessTopicsUnitTests {

    @Test
    void theBrokerDecidesOnReplicas() {
        assertThat(new AccessTopics().corruptionFoundTopic().replicationFactor())
                .isEqualTo((short) -1);
    }
}
