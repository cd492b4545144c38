package io.govshare.catalog.record;

import java.util.regex.Pattern;

/** What a sender gives a request so that it can be sent again without being carried out twice. */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";
    public static final int MAX_LENGTH = 128;

    /** For callers who sent another one. */
    public static final String FORM = "1 to " + MAX_LENGTH + " visible ASCII characters";

    private static final Pattern ACCEPTED = Pattern.compile("[\\x21-\\x7e]{1," + MAX_LENGTH + "}");

    private IdempotencyKey() {}

    public static boolean isAcceptable(String key) {
        return ACCEPTED.matcher(key).matches();
    }
}
