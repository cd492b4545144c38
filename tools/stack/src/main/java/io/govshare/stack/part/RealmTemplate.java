package io.govshare.stack.part;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the placeholders of the realm's template.
 *
 * <p>Only names beginning with {@code GOVSHARE_} are ours; Keycloak's own, such as {@code ${role_default}}, stay.
 */
public record RealmTemplate(Map<String, String> values) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(GOVSHARE_[A-Z0-9_]+)}");

    public RealmTemplate {
        values = Map.copyOf(values);
    }

    /** @throws IOException when the template asks for something unknown: a realm with holes must not be imported */
    String render(String template) throws IOException {
        Set<String> unknown = new TreeSet<>();
        String rendered = PLACEHOLDER.matcher(template).replaceAll(match -> {
            String value = values.get(match.group(1));
            if (value == null) {
                unknown.add(match.group(1));
                return "";
            }
            return Matcher.quoteReplacement(value);
        });
        if (!unknown.isEmpty()) {
            throw new IOException("The realm's template asks for values the stack does not have: " + unknown);
        }
        return rendered;
    }
}
