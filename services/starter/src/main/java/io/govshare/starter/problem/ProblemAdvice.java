package io.govshare.starter.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.coyote.BadRequestException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Every exception that leaves a controller, or that kept the request from reaching one. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ProblemTranslator translator;
    private final ProblemWriter writer;

    ProblemAdvice(ProblemTranslator translator, ProblemWriter writer) {
        this.translator = translator;
        this.writer = writer;
    }

    @ExceptionHandler
    void handle(Exception exception, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (exception instanceof AsyncRequestNotUsableException) {
            return; // The caller is gone; there is nobody to tell.
        }
        if (response.isCommitted() && isOfABrokenBody(exception)) {
            return; // The container has refused the request already, and says so by itself.
        }
        Problem problem = translator.translate(exception);
        if (problem.status().is5xxServerError()) {
            log.error("{} {} {}", problem.code().code(), request.getMethod(), request.getRequestURI(), exception);
        } else {
            log.debug("{} {}: {}", problem.code().code(), request.getRequestURI(), problem.detail());
        }
        if (exception instanceof ErrorResponse framework) {
            // Allow, Accept and the like: part of the answer by RFC 9110.
            framework.getHeaders().forEach((name, values) -> {
                if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                    values.forEach(value -> response.addHeader(name, value));
                }
            });
        }
        writer.write(problem, request, response);
    }

    private static boolean isOfABrokenBody(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof BadRequestException) {
                return true;
            }
        }
        return false;
    }
}
