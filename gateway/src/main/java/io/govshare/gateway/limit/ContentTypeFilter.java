package io.govshare.gateway.limit;

import io.govshare.gateway.problem.GatewayProblem;
import io.govshare.gateway.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a Content-Type with a wildcard, which belongs into Accept; any other one is for the service to judge. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
class ContentTypeFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getContentType();
        if (type != null && type.split(";", 2)[0].contains("*")) {
            Problem.of(GatewayProblem.MALFORMED, "The header Content-Type names one media type, without a wildcard.")
                    .write(request, response);
            return;
        }
        chain.doFilter(request, response);
    }
}
