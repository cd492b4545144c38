package io.govshare.identity.agency;

import io.govshare.starter.problem.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why an officer did something that others will ask about; kept for ever beside what was done. */
public record Reason(String text) {

    static final int LONGEST = 500;

    public static Reason of(@Nullable String given) {
        String text = given == null ? "" : given.strip();
        if (text.isEmpty() || text.length() > LONGEST || text.codePoints().anyMatch(Reason::isUnprintable)) {
            throw new ProblemException(
                    AgencyProblem.UNACCEPTABLE_REASON,
                    "Give a reason of 1 to %d printable characters.".formatted(LONGEST),
                    Map.of("field", "reason"));
        }
        return new Reason(text);
    }

    private static boolean isUnprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED -> codePoint != '\n';
            default -> false;
        };
    }
}
