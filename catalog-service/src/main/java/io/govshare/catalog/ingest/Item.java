package io.govshare.catalog.ingest;

import java.util.List;

/** One record's worth of a body, cut out but not yet understood. Line numbers begin with 1. */
sealed interface Item {

    /** Where it begins. */
    long line();

    /** One line of NDJSON, without its line end. */
    record JsonLine(long line, byte[] bytes) implements Item {}

    /** One record of CSV; {@link Cell#quoted} keeps {@code ""} apart from nothing. */
    record CsvRow(long line, List<Cell> cells) implements Item {}

    /** Something that could not even be cut out. */
    record Unreadable(long line, String reason) implements Item {}

    record Cell(String text, boolean quoted) {}
}
