package io.govshare.catalog.ingest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a body into items, in order. After {@link #next} has returned, the body stands exactly behind the item, so that its
 * position is a place where a later request can go on. Not for concurrent use.
 */
interface ItemSource {

    /** The next item, or null at the end of the body. */
    @Nullable
    Item next() throws IOException;
}
