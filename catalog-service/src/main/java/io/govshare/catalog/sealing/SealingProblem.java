package io.govshare.catalog.sealing;

import io.govshare.starter.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** Problems of sealing. */
public enum SealingProblem implements ProblemCode {
    KEY_NOT_READY("CAT-6001", HttpStatus.SERVICE_UNAVAILABLE, "The agency's sealing key is not registered yet");

    private final String code;
    private final HttpStatus status;
    private final String title;

    SealingProblem(String code, HttpStatus status, String title) {
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
