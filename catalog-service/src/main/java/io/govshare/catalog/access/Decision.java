package io.govshare.catalog.access;

import io.govshare.catalog.agreement.Agreement;
import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.dataset.Layer;
import io.govshare.catalog.dataset.RecordSchema;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether somebody may read a dataset's records, and how much of them. */
sealed interface Decision {

    /**
     * @param layer the reader's audience
     * @param agreed fields that the agreement names; null when none limits them
     * @param basis the agreement by which it is granted; null when it takes none
     * @param purpose as agreed, else as the reader says
     */
    record Granted(
            Layer layer,
            @Nullable Set<String> agreed,
            @Nullable Agreement basis,
            @Nullable String purpose) implements Decision {

        @Nullable
        UUID agreement() {
            return basis == null ? null : basis.id();
        }

        boolean shows(String field, Dataset dataset, RecordSchema publishedUnder) {
            return layer.shows(dataset.layerOf(field, publishedUnder)) && (agreed == null || agreed.contains(field));
        }
    }

    record Denied(Denial denial) implements Decision {}
}
