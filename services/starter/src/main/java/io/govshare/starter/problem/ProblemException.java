package io.govshare.starter.problem;

import java.io.Serial;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request with a problem. The detail is shown to the caller: it says what to change, never what is inside.
 *
 * <p>Extras become members of the problem; use {@code field}, {@code line} or {@code parameter} to say where.
 */
public final class ProblemException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ProblemCode code;
    private final transient Map<String, Object> extras;
    private final @Nullable Duration retryAfter;

    public ProblemException(ProblemCode code, String detail) {
        this(code, detail, Map.of());
    }

    public ProblemException(ProblemCode code, String detail, Map<String, Object> extras) {
        this(code, detail, extras, null, null);
    }

    private ProblemException(
            ProblemCode code,
            String detail,
            Map<String, Object> extras,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.code = code;
        this.extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
        this.retryAfter = retryAfter;
    }

    /** The same problem with a {@code Retry-After} header, for everything that passes by waiting. */
    public ProblemException retryAfter(Duration delay) {
        return new ProblemException(code, detail(), extras, delay, getCause());
    }

    /** The same problem with the failure that led to it, for the log only. */
    public ProblemException causedBy(Throwable cause) {
        return new ProblemException(code, detail(), extras, retryAfter, cause);
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        String message = getMessage();
        return message == null ? code.title() : message;
    }

    public Map<String, Object> extras() {
        return extras;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
