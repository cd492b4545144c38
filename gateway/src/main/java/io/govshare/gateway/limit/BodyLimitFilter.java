package io.govshare.gateway.limit;

import io.govshare.gateway.problem.GatewayProblem;
import io.govshare.gateway.problem.Problem;
import io.govshare.gateway.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies above the limit: at once when {@code Content-Length} tells, otherwise while the body is read, which is
 * the only way to catch a chunked one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimitFilter extends OncePerRequestFilter {

    private final DataSize limit;

    BodyLimitFilter(LimitProperties properties) {
        this.limit = properties.body();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limit.toBytes()) {
            tooLarge().write(request, response);
            return;
        }
        chain.doFilter(new LimitedRequest(request), response);
    }

    private Problem tooLarge() {
        return Problem.of(GatewayProblem.TOO_LARGE, "A body may have up to %d bytes.".formatted(limit.toBytes()));
    }

    private final class LimitedRequest extends HttpServletRequestWrapper {

        private @Nullable ServletInputStream body;

        LimitedRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream current = body;
            if (current == null) {
                current = new CountingBody(super.getInputStream());
                body = current;
            }
            return current;
        }
    }

    private final class CountingBody extends ServletInputStream {

        private final ServletInputStream body;
        private long seen;

        CountingBody(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count;
            try {
                count = body.read(into, offset, length);
            } catch (SocketTimeoutException e) {
                // Told apart here, because the same exception from the other side means that the service is slow.
                throw new ProblemException(
                        Problem.of(GatewayProblem.BODY_TOO_SLOW, "The body stopped arriving; send it again."), e);
            } catch (IOException e) {
                throw new ProblemException(
                        Problem.of(GatewayProblem.MALFORMED, "The body broke off or its chunks are malformed."), e);
            }
            if (count > 0) {
                seen += count;
                if (seen > limit.toBytes()) {
                    throw new ProblemException(tooLarge());
                }
            }
            return count;
        }

        @Override
        public int available() throws IOException {
            return body.available();
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("Bodies are read by virtual threads, not by listeners");
        }
    }
}
