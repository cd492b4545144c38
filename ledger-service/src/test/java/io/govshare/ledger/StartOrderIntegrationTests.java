package io.govshare.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.Phased;
import org.springframework.kafka.core.ProducerFactory;

class StartOrderIntegrationTests extends RunningLedger {

    @Autowired
    private ApplicationContext context;

    @Test
    void keysAreCheckedBeforeAnythingSignsServesOrListens() {
        assertThat(context.getBeansOfType(StartCheck.class)).containsOnlyKeys("logKeyCheck", "anchorKeyCheck");
        assertThat(context.getBeansOfType(Lifecycle.class).values())
                .hasSizeGreaterThan(6)
                // A factory of producers starts nothing: its place is that of the last to stop.
                .filteredOn(component -> !(component instanceof StartCheck || component instanceof ProducerFactory))
                .allSatisfy(component -> assertThat(component instanceof Phased phased ? phased.getPhase() : 0)
                        .isGreaterThan(Integer.MIN_VALUE));
    }
}
