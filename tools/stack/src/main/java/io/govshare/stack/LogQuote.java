package io.govshare.stack;

import io.govshare.stack.process.OneShot;
import java.nio.file.Path;
import java.util.List;

/** The lines of a log that most likely tell why a part did not start. */
final class LogQuote {

    private static final int READ_LINES = 400;
    private static final int QUOTED_LINES = 16;
    // Spring Boot's own explanation; everything after it is stack traces.
    private static final String EXPLANATION = "APPLICATION FAILED TO START";

    private LogQuote() {}

    static String from(Path log) {
        List<String> lines = OneShot.tail(log, READ_LINES)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("\tat ") && !line.startsWith("\t... "))
                .toList();
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).contains(EXPLANATION)) {
                return String.join("\n", lines.subList(i, Math.min(lines.size(), i + QUOTED_LINES)));
            }
        }
        return String.join("\n", lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size()));
    }
}
