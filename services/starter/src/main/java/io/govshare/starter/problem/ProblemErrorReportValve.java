package io.govshare.starter.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Errors that Tomcat finds before any filter runs: an unreadable request line, too many headers. Instead of Tomcat's
 * page they get a problem. Tomcat creates it by name, hence public with a constructor without parameters.
 */
public final class ProblemErrorReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        CommonProblem code = status < 500 ? CommonProblem.MALFORMED_REQUEST : CommonProblem.INTERNAL;
        byte[] body = ("{\"type\":\"" + Problem.TYPE_PREFIX + code.code() + "\",\"title\":\"" + code.title()
                        + "\",\"status\":" + status + ",\"code\":\"" + code.code() + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        try {
            response.setContentType("application/problem+json");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("The caller did not wait for its problem", e);
        }
    }
}
