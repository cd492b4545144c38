package io.govshare.catalog.dataset;

import java.util.Optional;
import java.util.UUID;

/**
 * The datasets of the catalogue, for the features that publish and read records.
 *
 * <p>Safe for any number of threads. {@link #find} reads the row each time, for a narrowed sharing class must hold at once;
 * only
 * the compiled schema, which never changes under its version, is kept in memory.
 */
public interface Datasets {

    Optional<Dataset> find(UUID id);

    /**
     * A version of a dataset's schema that records were published under.
     *
     * @throws RuntimeException when there is no such version
     */
    RecordSchema schema(UUID dataset, int version);
}
