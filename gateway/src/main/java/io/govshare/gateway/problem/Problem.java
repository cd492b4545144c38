package io.govshare.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * One RFC 9457 problem. It writes itself to a plain servlet response because half of the gateway's errors arise in
 * filters and in the container, where no framework writes anything.
 *
 * @param retryAfter when waiting helps
 */
public record Problem(
        GatewayProblem kind,
        HttpStatusCode status,
        String detail,
        @Nullable Duration retryAfter) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static Problem of(GatewayProblem kind, String detail) {
        return new Problem(kind, kind.status(), detail, null);
    }

    public static Problem of(GatewayProblem kind, String detail, Duration retryAfter) {
        return new Problem(kind, kind.status(), detail, retryAfter);
    }

    public Problem withStatus(HttpStatusCode other) {
        return new Problem(kind, other, detail, retryAfter);
    }

    public Map<String, Object> members(HttpServletRequest request) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:govshare:problem:" + kind.code());
        members.put("title", kind.title());
        members.put("status", status.value());
        members.put("detail", detail);
        members.put("code", kind.code());
        RequestId.of(request).ifPresent(id -> members.put("requestId", id));
        return members;
    }

    public void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted() && kind == GatewayProblem.MALFORMED && response.getStatus() == status.value()) {
            // Tomcat ends a request whose body it cannot read, and the container's own problem follows.
            return;
        }
        if (response.isCommitted()) {
            // Half an answer is out: the caller must see a broken stream, never a complete-looking one.
            throw new IOException("The answer had begun when it failed: " + kind.code());
        }
        byte[] body = JSON.writeValueAsString(members(request)).getBytes(StandardCharsets.UTF_8);
        response.resetBuffer();
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (retryAfter != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
