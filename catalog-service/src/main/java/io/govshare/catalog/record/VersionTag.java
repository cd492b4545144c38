package io.govshare.catalog.record;

import io.govshare.starter.problem.ProblemException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A record's version as an entity tag: {@code "3"}. */
public final class VersionTag {

    private static final Pattern STRONG = Pattern.compile("\"([1-9][0-9]{0,8})\"");

    private VersionTag() {}

    public static String of(int version) {
        return '"' + Integer.toString(version) + '"';
    }

    /** The version that an {@code If-Match} header names; exactly one, since exactly one can be followed. */
    static int required(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new ProblemException(
                    RecordProblem.VERSION_REQUIRED,
                    "Send If-Match with the ETag of the version that the new one follows",
                    Map.of("parameter", "If-Match"));
        }
        Matcher matcher = STRONG.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw new ProblemException(
                    RecordProblem.VERSION_CONFLICT,
                    "If-Match is one ETag of this record, such as \"1\"",
                    Map.of("parameter", "If-Match"));
        }
        return Integer.parseInt(matcher.group(1));
    }
}
