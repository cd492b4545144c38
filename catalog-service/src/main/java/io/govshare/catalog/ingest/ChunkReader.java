package io.govshare.catalog.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a body chunk by chunk; a chunk ends with an item, by count or by bytes, whichever comes first. */
final class ChunkReader {

    private final Body body;
    private final ItemSource source;
    private final int maxItems;
    private final long maxBytes;

    ChunkReader(Body body, ItemSource source, int maxItems, long maxBytes) {
        this.body = body;
        this.source = source;
        this.maxItems = maxItems;
        this.maxBytes = maxBytes;
    }

    /** The next chunk; the last one may be empty. */
    Chunk next() throws IOException {
        long start = body.bytes();
        List<Item> items = new ArrayList<>(maxItems);
        boolean last = false;
        while (!last && items.size() < maxItems && body.bytes() - start < maxBytes) {
            Item item = source.next();
            if (item == null) {
                last = true;
            } else {
                items.add(item);
            }
        }
        return new Chunk(items, body.lines(), body.bytes(), body.sha256OfTaken(), last);
    }
}
