package io.govshare.catalog.access;

import io.govshare.starter.security.Operator;
import io.govshare.starter.security.RefusedRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** A read that is refused before it gets here, for the agency is not active, is recorded as every other refusal. */
@Component
class RefusedReadListener implements RefusedRequestListener {

    private static final Pattern READ = Pattern.compile(Pattern.quote(ReadController.PATH)
            + "/([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?:/file|/receipt)?");

    private final Reads reads;

    RefusedReadListener(Reads reads) {
        this.reads = reads;
    }

    @Override
    public void onRefused(Operator operator, HttpServletRequest request, String reason) {
        Matcher path = READ.matcher(request.getRequestURI());
        if (request.getMethod().equals("GET") && path.matches()) {
            reads.recordRefusal(UUID.fromString(path.group(1)), operator, reason.replace(' ', '-'));
        }
    }
}
