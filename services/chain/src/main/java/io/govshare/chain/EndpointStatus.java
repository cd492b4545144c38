package io.govshare.chain;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one endpoint.
 *
 * @param endpoint scheme, host and port
 * @param head number of the newest block that it told of
 * @param problem why it is not used, in one line; absent while it is
 */
public record EndpointStatus(
        String endpoint,
        State state,
        @Nullable Long head,
        @Nullable String problem) {

    public enum State {
        /** Not asked since the start. */
        UNTRIED,
        READY,
        /** Answers, some blocks behind another one. */
        LAGGING,
        /** Gave no answer; asked again after a while. */
        AWAY,
        /** Serves another chain, contradicts itself or the others, or keeps transactions to itself. */
        DOUBTED
    }
}
