package io.govshare.chain;

import java.util.function.Supplier;

/** The edge between a node's answers and everything else. */
final class Answers {
    private Answers() {}

    /**
     * The outcome of asking a node.
     *
     * @throws ChainMismatchException also for whatever cannot be made sense of: fields that are missing, numbers and
     *     times beyond any range, words that do not decode
     */
    static <T> T read(ChainSettings node, Supplier<T> question) {
        try {
            return question.get();
        } catch (ChainUnavailableException | ChainMismatchException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ChainMismatchException(
                    "the node at " + node.endpoint() + " gave an answer that is none: " + Quoted.of(e.toString()), e);
        }
    }
}
