package io.govshare.gateway.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;

/** The last station of errors that no handler answered: filters, the container's error dispatch, and Spring MVC. */
@Controller
class ErrorController implements org.springframework.boot.webmvc.error.ErrorController {

    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Throwable failure = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Integer status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Problem problem = failure != null
                ? Failures.problem(failure)
                : Failures.ofStatus(HttpStatusCode.valueOf(status == null ? 404 : status));
        problem.write(request, response);
    }

    @ControllerAdvice
    static class Advice {

        @ExceptionHandler(Exception.class)
        void failed(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
            Failures.problem(failure).write(request, response);
        }
    }
}
