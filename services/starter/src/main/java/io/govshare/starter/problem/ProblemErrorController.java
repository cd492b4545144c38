package io.govshare.starter.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Errors that never reached a controller, such as those of filters: the container dispatches them here. */
@Controller
final class ProblemErrorController implements ErrorController {

    private final ProblemTranslator translator;
    private final ProblemWriter writer;

    ProblemErrorController(ProblemTranslator translator, ProblemWriter writer) {
        this.translator = translator;
        this.writer = writer;
    }

    @RequestMapping("${server.error.path:${error.path:/error}}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem problem;
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception e) {
            problem = translator.translate(e);
        } else if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                && status == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE) {
            problem = ProblemTranslator.tooLarge((String) request.getAttribute(RequestDispatcher.ERROR_MESSAGE));
        } else if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                && status >= 400) {
            problem = translator.framework(HttpStatusCode.valueOf(status));
        } else {
            problem = translator.framework(HttpStatusCode.valueOf(404)); // Someone called the error page itself.
        }
        writer.write(problem, request, response);
    }
}
