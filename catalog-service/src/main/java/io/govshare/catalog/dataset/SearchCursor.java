package io.govshare.catalog.dataset;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The place behind the last item of a page. */
sealed interface SearchCursor {

    /** Among those that are ordered by rank. The rank is kept as text, for it must come back bit by bit. */
    record Ranked(String rank, UUID id, UUID newest) implements SearchCursor {}

    /** Among those that are ordered by age. */
    record Aged(UUID id) implements SearchCursor {}

    Pattern RANK = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,20})?(e-[0-9]{1,2})?");

    default String encode() {
        String text = switch (this) {
            case Ranked(var rank, var id, var newest) -> rank + '_' + id + '_' + newest;
            case Aged(var id) -> id.toString();
        };
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    static Optional<SearchCursor> decode(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split("_", -1);
            if (parts.length == 1) {
                return Optional.of(new Aged(UUID.fromString(parts[0])));
            }
            return parts.length == 3 && RANK.matcher(parts[0]).matches()
                    ? Optional.of(new Ranked(parts[0], UUID.fromString(parts[1]), UUID.fromString(parts[2])))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
