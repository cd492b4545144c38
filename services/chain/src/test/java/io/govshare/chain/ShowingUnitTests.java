package io.govshare.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.EndpointStatus.State;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What proves itself, through two endpoints. */
class ShowingUnitTests {
    private final FakeAnchorChain first = FakeAnchorChain.sealed("test.example/log");
    private final FakeAnchorChain second = FakeAnchorChain.sealed("test.example/log");
    private final Endpoints endpoints = new Endpoints(List.of("http://one", "http://two"), Clock.systemUTC());
    private final RedundantAnchorChain chain =
            new RedundantAnchorChain(endpoints, List.of(first, second), BlockSeals.UNKNOWN, Clock.systemUTC());

    @BeforeEach
    void bothAreReady() {
        chain.chainHead();
        assertThat(states()).containsExactly(State.READY, State.READY);
    }

    @AfterEach
    void close() {
        chain.close();
    }

    private List<State> states() {
        return endpoints.statuses().stream().map(EndpointStatus::state).toList();
    }

    @Test
    void eachIsAskedUntilOneShowsItAndNobodyIsBlamed() {
        List<ReadOnlyChain> asked = new ArrayList<>();

        assertThat(chain.shows(node -> {
                    asked.add(node);
                    return node == second;
                }))
                .isTrue();
        assertThat(chain.shows(_ -> false)).isFalse();

        assertThat(asked).containsExactly(first, second);
        assertThat(states()).containsExactly(State.READY, State.READY);
    }

    @Test
    void whoIsLateOrFailsIsNotAskedAgainAtOnce() {
        assertThat(chain.shows(node -> {
                    if (node == first) {
                        sleep(Endpoints.LATE.toMillis() + 100);
                    }
                    return true;
                }))
                .isTrue();
        assertThat(states()).containsExactly(State.AWAY, State.READY);
        assertThat(chain.shows(node -> node == first)).isFalse();
        assertThat(chain.shows(_ -> {
                    throw new ChainUnavailableException("no answer");
                }))
                .isFalse();
        assertThat(states()).containsExactly(State.AWAY, State.AWAY);
    }

    @Test
    void whatCannotBeReadIsNoReasonForDoubt() {
        assertThat(chain.shows(_ -> {
                    throw new ChainMismatchException("an overlong header");
                }))
                .isFalse();
        assertThat(states()).containsExactly(State.AWAY, State.AWAY);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
