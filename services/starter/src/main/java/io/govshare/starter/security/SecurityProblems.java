package io.govshare.starter.security;

import io.govshare.starter.problem.CommonProblem;
import io.govshare.starter.problem.Problem;
import io.govshare.starter.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Security's refusals as problems, with the challenge that RFC 6750 asks for. */
final class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final Logger log = LoggerFactory.getLogger(SecurityProblems.class);

    private final ProblemWriter writer;

    SecurityProblems(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof AuthenticationServiceException) {
            // The issuer's keys could not be fetched. The token may be good: that is not the caller's fault.
            log.error("A token could not be checked", failure);
            Problem problem = new Problem(
                    CommonProblem.UNAVAILABLE,
                    CommonProblem.UNAVAILABLE.status(),
                    "Tokens cannot be checked now",
                    Map.of(),
                    Duration.ofSeconds(2));
            writer.write(problem, request, response);
            return;
        }
        boolean badToken = failure instanceof OAuth2AuthenticationException;
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, badToken ? "Bearer error=\"invalid_token\"" : "Bearer");
        String detail = badToken
                ? "The access token is not valid here: expired, malformed, or made by or for somebody else"
                : "This path needs an access token";
        log.debug("401 {}: {}", request.getRequestURI(), failure.getMessage());
        writer.write(Problem.of(CommonProblem.UNAUTHENTICATED, detail), request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        writer.write(Problem.of(CommonProblem.FORBIDDEN, "The operator's roles do not allow this"), request, response);
    }

    /**
     * By default this filter rethrows a failure of the issuer as a server error; here every failure comes to {@link
     * #commence}.
     */
    ObjectPostProcessor<BearerTokenAuthenticationFilter> authenticationFailures() {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                filter.setAuthenticationFailureHandler(SecurityProblems.this::commence);
                return filter;
            }
        };
    }
}
