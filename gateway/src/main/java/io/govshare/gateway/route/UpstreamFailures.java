package io.govshare.gateway.route;

import io.govshare.gateway.problem.Failures;
import io.govshare.gateway.problem.Problem;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Turns what goes wrong on the way to a service into a problem. */
final class UpstreamFailures implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) {
        try {
            return next.handle(request);
        } catch (Exception e) {
            Problem problem = Failures.problem(e);
            return ServerResponse.status(problem.status()).build((servletRequest, servletResponse) -> {
                problem.write(servletRequest, servletResponse);
                return null;
            });
        }
    }
}
