package io.govshare.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.EndpointStatus.State;
import io.govshare.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EndpointUnitTests {
    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private final Endpoint endpoint = new Endpoint(0, "http://node", clock);

    @Test
    void whatComesLateEndsNoDoubt() {
        endpoint.doubted("a contradiction");
        endpoint.away("no answer within 2 s");
        endpoint.answered();
        endpoint.sees(new ChainHead(7, "0x07", Instant.EPOCH));
        clock.advance(Duration.ofSeconds(9));

        assertThat(endpoint.isDue()).isFalse();
        assertThat(endpoint.status())
                .isEqualTo(new EndpointStatus("http://node", State.DOUBTED, null, "a contradiction"));

        clock.advance(Duration.ofSeconds(1));
        endpoint.sees(new ChainHead(8, "0x08", Instant.EPOCH));
        assertThat(endpoint.status()).isEqualTo(new EndpointStatus("http://node", State.READY, 8L, null));
    }

    @Test
    void problemsThatQuoteEachOtherStayShort() {
        for (int i = 0; i < 100; i++) {
            endpoint.away("no second endpoint agrees: http://other: "
                    + endpoint.status().problem());
        }

        assertThat(endpoint.status().problem()).hasSizeLessThan(310);
    }
}
