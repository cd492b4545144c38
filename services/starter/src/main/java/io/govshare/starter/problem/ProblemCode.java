package io.govshare.starter.problem;

import org.springframework.http.HttpStatus;

/**
 * One kind of error that callers may rely on. Implemented by one enum per service; {@link #code()} never changes once
 * released, since clients decide by it.
 */
public interface ProblemCode {

    /** Stable code: three capitals for the service, a dash, four digits, such as {@code CAT-1001}. */
    String code();

    HttpStatus status();

    /** The same short sentence for every occurrence. */
    String title();
}
