package io.govshare.catalog.ingest;

import java.util.List;

/**
 * Some items of a body and where the body stands behind them.
 *
 * @param sha256 of the body up to there
 * @param last whether the body ends there
 */
record Chunk(List<Item> items, long lines, long bytes, byte[] sha256, boolean last) {}
