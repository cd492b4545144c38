package io.govshare.catalog.dataset;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The audience a field is for. Declared from the widest audience to the narrowest: a reader of one layer also sees all
 * layers before it.
 */
public enum Layer {
    PUBLIC,
    RESEARCH,
    GOVERNMENT,
    RESTRICTED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a reader admitted to this layer may see a field of the other one. */
    public boolean shows(Layer fieldLayer) {
        return fieldLayer.compareTo(this) <= 0;
    }

    /** The one of the two with the smaller audience. */
    public Layer orNarrower(Layer other) {
        return compareTo(other) < 0 ? other : this;
    }

    public static Optional<Layer> ofCode(String code) {
        return Arrays.stream(values())
                .filter(layer -> layer.code().equals(code))
                .findFirst();
    }
}
