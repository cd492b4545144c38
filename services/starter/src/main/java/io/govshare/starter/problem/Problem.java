package io.govshare.starter.problem;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;

/**
 * An RFC 9457 problem before it is written.
 *
 * @param status usually the code's own; the framework sometimes knows a more exact one
 * @param extras further members; {@code null} values are left out
 */
public record Problem(
        ProblemCode code,
        HttpStatusCode status,
        String detail,
        Map<String, @Nullable Object> extras,
        @Nullable Duration retryAfter) {

    public static final String TYPE_PREFIX = "urn:govshare:problem:";

    public Problem {
        extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
    }

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, code.status(), detail, Map.of(), null);
    }

    public static Problem of(ProblemCode code, String detail, String member, @Nullable Object value) {
        Map<String, @Nullable Object> extras = new LinkedHashMap<>();
        extras.put(member, value);
        return new Problem(code, code.status(), detail, extras, null);
    }

    public static Problem of(ProblemException e) {
        return new Problem(e.code(), e.code().status(), e.detail(), new LinkedHashMap<>(e.extras()), e.retryAfter());
    }

    /** The members in the order in which they are written. */
    Map<String, Object> members(@Nullable String instance, @Nullable String requestId) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", TYPE_PREFIX + code.code());
        members.put("title", code.title());
        members.put("status", status.value());
        members.put("detail", detail);
        if (instance != null) {
            members.put("instance", instance);
        }
        members.put("code", code.code());
        extras.forEach((name, value) -> {
            if (value != null) {
                members.putIfAbsent(name, value);
            }
        });
        if (requestId != null) {
            members.put("requestId", requestId);
        }
        return members;
    }
}
