package io.govshare.catalog.record;

import io.govshare.catalog.dataset.StorableText;
import io.govshare.starter.problem.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Name and type of a file as its sender gives them; both become part of the seal. */
record FileDescription(String name, String mediaType) {

    private static final int MAX_NAME = 255;
    private static final int MAX_TYPE = 200;

    static FileDescription of(@Nullable String disposition, @Nullable String type) {
        String name = disposition == null ? null : name(disposition);
        if (name == null || name.isBlank() || name.length() > MAX_NAME || !StorableText.is(name) || hasPath(name)) {
            throw invalid(
                    "Content-Disposition",
                    "names the file, such as: attachment; filename=\"plan.pdf\" (1 to " + MAX_NAME
                            + " characters, no folders, no control characters)");
        }
        try {
            MediaType parsed = MediaType.parseMediaType(type == null ? "" : type);
            if (!parsed.isConcrete() || parsed.toString().length() > MAX_TYPE) {
                throw invalid("Content-Type", "is one media type, such as application/pdf");
            }
            return new FileDescription(name, parsed.toString());
        } catch (InvalidMediaTypeException e) {
            throw invalid("Content-Type", "is one media type, such as application/pdf")
                    .causedBy(e);
        }
    }

    private static @Nullable String name(String disposition) {
        try {
            return ContentDisposition.parse(disposition).getFilename();
        } catch (IllegalArgumentException e) {
            throw invalid("Content-Disposition", "cannot be read").causedBy(e);
        }
    }

    private static boolean hasPath(String name) {
        return name.equals(".")
                || name.equals("..")
                || name.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    }

    private static ProblemException invalid(String header, String reason) {
        return new ProblemException(RecordProblem.INVALID_FILE, header + " " + reason, Map.of("parameter", header));
    }
}
