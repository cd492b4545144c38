package io.govshare.catalog.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SealingTopicUnitTests {

    @Test
    void theBrokerDecidesOnReplicas() {
        assertThat(new SealingConfiguration().statementsSealedTopic().replicationFactor())
                .isEqualTo((short) -1);
    }
}
