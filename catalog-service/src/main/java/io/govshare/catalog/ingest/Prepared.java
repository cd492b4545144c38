package io.govshare.catalog.ingest;

import io.govshare.catalog.record.SealedRecord;
import java.util.ArrayList;
import java.util.List;

/** A chunk's items, checked, and sealed where they are good; both in the order of the body. */
record Prepared(List<SealedRecord> records, List<LineError> errors) {

    static Prepared joined(List<Prepared> parts) {
        List<SealedRecord> records = new ArrayList<>();
        List<LineError> errors = new ArrayList<>();
        for (Prepared part : parts) {
            records.addAll(part.records);
            errors.addAll(part.errors);
        }
        return new Prepared(records, errors);
    }
}
