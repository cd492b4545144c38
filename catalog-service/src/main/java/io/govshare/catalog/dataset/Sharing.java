package io.govshare.catalog.dataset;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How freely a dataset may be read. */
public enum Sharing {
    /** Any authenticated reader, without asking. */
    OPEN,
    /** Everybody sees that it exists; reading needs an agreement. */
    CONDITIONAL,
    /** Only the publisher and the agencies it names see that it exists; reading needs an agreement too. */
    RESTRICTED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The layer of a field whose schema names none: never wider than the dataset's own class. */
    public Layer defaultLayer() {
        return switch (this) {
            case OPEN -> Layer.PUBLIC;
            case CONDITIONAL -> Layer.GOVERNMENT;
            case RESTRICTED -> Layer.RESTRICTED;
        };
    }

    public static Optional<Sharing> ofCode(String code) {
        return Arrays.stream(values())
                .filter(sharing -> sharing.code().equals(code))
                .findFirst();
    }
}
