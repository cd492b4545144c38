package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.chain.ChainUnavailableException;
import io.govshare.chain.FakeAnchorChain;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NodeHeadersUnitTests {

    private final FakeAnchorChain chain = FakeAnchorChain.sealed("test.example/log");

    @Test
    void aHeaderIsAskedForOnce() {
        NodeHeaders headers = new NodeHeaders(chain, Duration.ofSeconds(10));
        assertThat(headers.header(0)).isPresent();
        assertThat(headers.header(1)).isEmpty();

        chain.mineBlock();
        chain.goDown();

        assertThat(headers.header(0)).isPresent();
        assertThat(headers.header(1)).isEmpty();
        assertThatThrownBy(() -> headers.header(2)).isInstanceOf(ChainUnavailableException.class);
    }

    @Test
    void aNodeIsAskedNoMoreWhenItHasTakenTooLong() throws InterruptedException {
        NodeHeaders headers = new NodeHeaders(chain, Duration.ofSeconds(1));
        assertThat(headers.header(0)).isPresent();

        Thread.sleep(1_100);

        assertThat(headers.header(0)).isPresent();
        assertThatThrownBy(() -> headers.header(1))
                .isInstanceOf(ChainUnavailableException.class)
                .hasMessageContaining("took longer than 1000 ms");
        headers.progress();
        assertThat(headers.header(1)).isEmpty();
    }
}
