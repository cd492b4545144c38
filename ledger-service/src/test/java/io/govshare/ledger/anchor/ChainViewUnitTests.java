package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.ChainHead;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChainViewUnitTests {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final String HASH = "0x" + "ab".repeat(32);

    private Instant now = START;
    private final ChainView view = new ChainView(((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @BeforeEach
    void connect() {
        view.recovers();
    }

    @Test
    void aChainThatMakesNoBlocksIsAProblemForWhatWaits() {
        see(7, 0);
        see(7, 20);
        assertThat(view.seen().problem(START)).isNull();

        see(7, 21);
        assertThat(view.seen().problem(START)).contains("makes no blocks").contains("block 7");
        assertThat(view.seen().problem(START.plusSeconds(15))).isNull();
        assertThat(view.seen().problem(null)).isNull();

        see(8, 22);
        assertThat(view.seen().problem(START)).isNull();
    }

    @Test
    void aKnownProblemIsToldFirst() {
        see(7, 0);
        see(7, 60);
        view.fails("the chain is away");

        assertThat(view.seen().problem(START)).isEqualTo("the chain is away");
        assertThat(view.seen().problem(null)).isEqualTo("the chain is away");
    }

    private void see(long block, long second) {
        now = START.plusSeconds(second);
        view.sees(new ChainHead(block, HASH, START));
    }
}
