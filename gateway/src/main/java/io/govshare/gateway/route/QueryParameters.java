package io.govshare.gateway.route;

import io.govshare.gateway.problem.GatewayProblem;
import io.govshare.gateway.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A request that is passed on has the parameters of its query and no others. The container would look for more in the body
 * of a form, and the service would get another body than the one that was sent: a file that somebody uploads under that
 * media type, as some programs do by default, would be altered before it is sealed. The gateway's own pages keep theirs: the
 * form that logs out sends its token in the body.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class QueryParameters extends OncePerRequestFilter {

    private static final int MOST = 1_000;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return !path.startsWith("/api/") && !path.equals("/audit") && !path.startsWith("/audit/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Map<String, String[]> parameters;
        try {
            parameters = parse(request.getQueryString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            Problem.of(
                            GatewayProblem.MALFORMED,
                            "The query is not percent-encoded UTF-8, or has more than " + MOST + " parameters.")
                    .write(request, response);
            return;
        }
        chain.doFilter(new QueryRequest(request, parameters), response);
    }

    private static Map<String, String[]> parse(@Nullable String query) throws CharacterCodingException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        String[] pairs = query == null ? new String[0] : query.split("&", -1);
        if (pairs.length > MOST) {
            throw new IllegalArgumentException("too many parameters");
        }
        for (String pair : pairs) {
            if (!pair.isEmpty()) {
                String[] sides = pair.split("=", 2);
                values.computeIfAbsent(decode(sides[0]), _ -> new ArrayList<>())
                        .add(sides.length == 1 ? "" : decode(sides[1]));
            }
        }
        Map<String, String[]> parameters = new LinkedHashMap<>();
        values.forEach((name, all) -> parameters.put(name, all.toArray(String[]::new)));
        return Collections.unmodifiableMap(parameters);
    }

    private static String decode(String text) throws CharacterCodingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 2 >= text.length()) {
                throw new IllegalArgumentException("an escape ends early");
            } else if (c == '%') {
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes.toByteArray()))
                .toString();
    }

    private static final class QueryRequest extends HttpServletRequestWrapper {

        private final Map<String, String[]> parameters;

        QueryRequest(HttpServletRequest request, Map<String, String[]> parameters) {
            super(request);
            this.parameters = parameters;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return parameters;
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            String[] values = parameters.get(name);
            return values == null ? null : values.clone();
        }

        @Override
        public @Nullable String getParameter(String name) {
            String[] values = parameters.get(name);
            return values == null ? null : values[0];
        }
    }
}
