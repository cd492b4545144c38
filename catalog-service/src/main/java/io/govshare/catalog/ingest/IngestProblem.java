package io.govshare.catalog.ingest;

import io.govshare.starter.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** Problems of bulk intake. */
enum IngestProblem implements ProblemCode {
    KEY_REQUIRED("CAT-3001", HttpStatus.BAD_REQUEST, "Bulk intake needs an Idempotency-Key"),
    OTHER_CONTENT("CAT-3002", HttpStatus.CONFLICT, "This Idempotency-Key belongs to another body"),
    IN_PROGRESS("CAT-3003", HttpStatus.CONFLICT, "Another request with this Idempotency-Key is at work"),
    BAD_HEADER("CAT-3004", HttpStatus.UNPROCESSABLE_CONTENT, "The CSV header cannot be used"),
    REFUSED("CAT-3005", HttpStatus.UNPROCESSABLE_CONTENT, "Lines are not acceptable, so nothing was stored"),
    TOO_LARGE("CAT-3006", HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    BUSY("CAT-3007", HttpStatus.SERVICE_UNAVAILABLE, "Too many intakes are running"),
    INGEST_NOT_FOUND("CAT-3008", HttpStatus.NOT_FOUND, "No intake has this id"),
    UNSUPPORTED_CHARSET("CAT-3009", HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be UTF-8"),
    INCOMPLETE_BODY("CAT-3010", HttpStatus.BAD_REQUEST, "The body ended before its time"),
    FORGOTTEN("CAT-3011", HttpStatus.GONE, "What this intake has sent is not known any more");

    private final String code;
    private final HttpStatus status;
    private final String title;

    IngestProblem(String code, HttpStatus status, String title) {
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
