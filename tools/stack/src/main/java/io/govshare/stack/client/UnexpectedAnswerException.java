package io.govshare.stack.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The platform answered otherwise than the caller needs to go on. */
public final class UnexpectedAnswerException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 600;

    private final transient Answer answer;

    UnexpectedAnswerException(Answer answer, String expected, @Nullable Throwable cause) {
        super(
                "%s: expected %s, got status %d %s"
                        .formatted(
                                answer.request(),
                                expected,
                                answer.status(),
                                answer.text()
                                        .substring(
                                                0, Math.min(SHOWN, answer.text().length()))),
                cause);
        this.answer = answer;
    }

    public Answer answer() {
        return answer;
    }
}
