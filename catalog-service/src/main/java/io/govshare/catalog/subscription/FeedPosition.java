package io.govshare.catalog.subscription;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the order of publication; as text the id of an event.
 *
 * @param transaction number of the transaction that published
 * @param number among the publications of the same transaction
 */
record FeedPosition(long transaction, long number) implements Comparable<FeedPosition> {

    static final int MAX_LENGTH = 37;

    // Eighteen digits always fit into a long.
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    static Optional<FeedPosition> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new FeedPosition(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(FeedPosition other) {
        int byTransaction = Long.compare(transaction, other.transaction);
        return byTransaction != 0 ? byTransaction : Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return transaction + "-" + number;
    }
}
