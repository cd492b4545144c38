package io.govshare.catalog.subscription;

import io.govshare.starter.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** Problems of following datasets. */
enum SubscriptionProblem implements ProblemCode {
    TOO_MANY_STREAMS("CAT-8001", HttpStatus.TOO_MANY_REQUESTS, "Too many streams are open"),
    UNKNOWN_POSITION("CAT-8002", HttpStatus.BAD_REQUEST, "The position is not one of this stream"),
    TOO_MANY_SUBSCRIPTIONS("CAT-8003", HttpStatus.CONFLICT, "The agency has too many subscriptions"),
    ENDED("CAT-8004", HttpStatus.CONFLICT, "The subscription has ended"),
    UNKNOWN_SUBSCRIPTION("CAT-8005", HttpStatus.NOT_FOUND, "There is no such subscription"),
    INVALID_SUBSCRIPTION("CAT-8006", HttpStatus.BAD_REQUEST, "The subscription is not acceptable");

    private final String code;
    private final HttpStatus status;
    private final String title;

    SubscriptionProblem(String code, HttpStatus status, String title) {
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
