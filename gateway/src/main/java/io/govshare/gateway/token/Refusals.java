package io.govshare.gateway.token;

import io.govshare.gateway.problem.Failures;
import io.govshare.gateway.problem.GatewayProblem;
import io.govshare.gateway.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** How the gateway says no: a login for a browser that opens a page, a problem for everybody else. */
@Component
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler, AuthenticationFailureHandler {

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        String path = request.getServletPath();
        if (path.startsWith("/api/")) {
            // RFC 6750 §3: the reason in the header for programs, in the problem for people.
            boolean given = e instanceof OAuth2AuthenticationException;
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, given ? "Bearer error=\"invalid_token\"" : "Bearer");
            Problem.of(
                            GatewayProblem.UNAUTHENTICATED,
                            given ? "The access token is not acceptable: " + reason(e) : "Send an access token.")
                    .write(request, response);
        } else if (!path.equals("/audit") && !path.startsWith("/audit/")) {
            Problem.of(GatewayProblem.NOT_FOUND, "See / for what is here.").write(request, response);
        } else if (opensPage(request)) {
            response.sendRedirect("/oauth2/authorization/" + TokenConfiguration.REGISTRATION);
        } else {
            Problem.of(GatewayProblem.UNAUTHENTICATED, "Log in at /audit first.")
                    .write(request, response);
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        Problem problem = e instanceof CsrfException
                ? Problem.of(
                        GatewayProblem.FORBIDDEN,
                        "Send the value of the cookie XSRF-TOKEN in the header X-XSRF-TOKEN as well.")
                : Problem.of(GatewayProblem.NOT_FOUND, "See / for what is here.");
        problem.write(request, response);
    }

    /** A login that did not succeed. */
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e) throws IOException {
        Problem problem = e instanceof AuthenticationServiceException
                ? Failures.problem(e)
                : Problem.of(GatewayProblem.UNAUTHENTICATED, "The login failed; start again at /audit.");
        problem.write(request, response);
    }

    private static boolean opensPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return HttpMethod.GET.matches(request.getMethod())
                && accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE)
                && request.getHeader("HX-Request") == null;
    }

    private static String reason(AuthenticationException e) {
        String message = e.getMessage();
        String text = message == null
                ? ""
                : message.replaceFirst("^An error occurred while attempting to decode the Jwt: ", "");
        return text.length() > 200 ? text.substring(0, 200) : text;
    }
}
