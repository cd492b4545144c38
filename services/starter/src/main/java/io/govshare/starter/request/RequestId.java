package io.govshare.starter.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The id that joins a caller's complaint, the log lines and the sealed statements of one request. */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    /** Name in the logging context. */
    public static final String MDC_KEY = "requestId";

    static final String ATTRIBUTE = RequestId.class.getName();

    // Callers' ids end up in logs and events: nothing but these characters may pass.
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9-]{8,64}");

    private RequestId() {}

    /** The id of the request that this thread works for. */
    public static Optional<String> current() {
        return Optional.ofNullable(MDC.get(MDC_KEY));
    }

    public static Optional<String> of(HttpServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(ATTRIBUTE));
    }

    static boolean isWellFormed(@Nullable String id) {
        return id != null && WELL_FORMED.matcher(id).matches();
    }
}
