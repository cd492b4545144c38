package io.govshare.catalog.dataset;

import io.govshare.starter.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A dataset about to be created, as an agency describes it.
 *
 * @param identifier the agency's own name for it, so that a repeated request is recognised
 * @param schema of one record; without it any JSON object is a record
 */
record NewDataset(
        @Nullable String title,
        @Nullable String description,
        @Nullable String sharing,
        @Nullable JsonNode schema,
        @Nullable String identifier,
        @Nullable List<@Nullable String> keywords,
        @Nullable List<@Nullable String> audience) {

    private static final int AUDIENCE_LIMIT = 100;

    String checkedTitle() {
        return text("title", title, DatasetLimits.TITLE);
    }

    String checkedDescription() {
        return text("description", description, DatasetLimits.DESCRIPTION);
    }

    @Nullable
    String checkedIdentifier() {
        return identifier == null ? null : text("identifier", identifier, DatasetLimits.IDENTIFIER);
    }

    Sharing checkedSharing() {
        return sharing("sharing", sharing);
    }

    JsonNode schemaOrAnyObject() {
        return schema == null || schema.isNull()
                ? JsonNodeFactory.instance.objectNode().put("type", "object")
                : schema;
    }

    List<String> checkedKeywords() {
        if (keywords == null) {
            return List.of();
        }
        if (keywords.size() > DatasetLimits.KEYWORDS) {
            throw unacceptable("keywords", "at most " + DatasetLimits.KEYWORDS + " keywords");
        }
        return keywords.stream()
                .map(keyword -> text("keywords", keyword, DatasetLimits.KEYWORD))
                .distinct()
                .toList();
    }

    List<String> checkedAudience() {
        return audience("audience", audience);
    }

    static Sharing sharing(String field, @Nullable String code) {
        return Sharing.ofCode(code == null ? "" : code)
                .orElseThrow(() -> unacceptable(field, "must be open, conditional or restricted"));
    }

    static List<String> audience(String field, @Nullable List<@Nullable String> codes) {
        if (codes == null) {
            return List.of();
        }
        if (codes.size() > AUDIENCE_LIMIT) {
            throw unacceptable(field, "at most " + AUDIENCE_LIMIT + " agencies");
        }
        return codes.stream()
                .map(code -> {
                    if (code == null || !code.matches("[a-z][a-z0-9-]{0,62}")) {
                        throw unacceptable(field, "must be codes of agencies");
                    }
                    return code;
                })
                .distinct()
                .sorted()
                .toList();
    }

    private static String text(String field, @Nullable String value, int limit) {
        if (value == null || value.isBlank()) {
            throw unacceptable(field, "must not be empty");
        }
        if (value.length() > limit) {
            throw unacceptable(field, "must not be longer than " + limit + " characters");
        }
        if (!StorableText.is(value)) {
            throw unacceptable(field, StorableText.REASON);
        }
        return value;
    }

    private static ProblemException unacceptable(String field, String reason) {
        return new ProblemException(
                DatasetProblem.UNACCEPTABLE_FIELD, field + ": " + reason, Map.of("field", field, "reason", reason));
    }
}
