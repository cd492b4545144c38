package io.govshare.identity.key;

import io.govshare.starter.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** What can be wrong with a request about keys. */
public enum KeyProblem implements ProblemCode {
    UNACCEPTABLE_KEY("IDN-2001", HttpStatus.BAD_REQUEST, "The key is not acceptable"),
    UNACCEPTABLE_PROOF("IDN-2002", HttpStatus.BAD_REQUEST, "The proof does not show possession of the key"),
    CHALLENGE_GONE("IDN-2003", HttpStatus.CONFLICT, "The challenge is unknown, used or expired"),
    KEY_TAKEN("IDN-2004", HttpStatus.CONFLICT, "The key has been registered before"),
    UNKNOWN_KEY("IDN-2005", HttpStatus.NOT_FOUND, "The agency has no such key"),
    TOO_MANY_KEYS("IDN-2006", HttpStatus.CONFLICT, "The agency has too many keys"),
    TOO_MANY_CHALLENGES("IDN-2007", HttpStatus.TOO_MANY_REQUESTS, "Too many challenges are open");

    private final String code;
    private final HttpStatus status;
    private final String title;

    KeyProblem(String code, HttpStatus status, String title) {
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
