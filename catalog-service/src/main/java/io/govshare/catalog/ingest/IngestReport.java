package io.govshare.catalog.ingest;

import java.util.List;
import java.util.UUID;

/**
 * How an intake stands.
 *
 * @param lines lines of the body that are dealt with
 * @param rejected exact, also when fewer errors are listed
 * @param complete whether the whole body was dealt with; if not, the same request continues it
 */
record IngestReport(
        UUID ingest, long accepted, long rejected, List<LineError> errors, boolean complete, String state, long lines) {

    IngestReport {
        errors = List.copyOf(errors);
    }

    static IngestReport of(Ingest ingest, List<LineError> errors) {
        return new IngestReport(
                ingest.id(),
                ingest.accepted(),
                ingest.rejected(),
                errors,
                ingest.finished(),
                ingest.state().name(),
                ingest.lines());
    }
}
