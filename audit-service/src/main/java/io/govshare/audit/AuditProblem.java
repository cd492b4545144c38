package io.govshare.audit;

import io.govshare.starter.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** What can go wrong for a caller of the audit service. */
public enum AuditProblem implements ProblemCode {
    RECORD_UNKNOWN("AUD-1001", HttpStatus.NOT_FOUND, "The trail knows no event of this record"),
    CRITERION_INVALID("AUD-1002", HttpStatus.BAD_REQUEST, "A search criterion cannot be used"),
    SELF_AUDIT_RUNNING("AUD-2001", HttpStatus.CONFLICT, "A self-audit is running already"),
    SELF_AUDIT_UNKNOWN("AUD-2002", HttpStatus.NOT_FOUND, "No such self-audit");

    private final String code;
    private final HttpStatus status;
    private final String title;

    AuditProblem(String code, HttpStatus status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
