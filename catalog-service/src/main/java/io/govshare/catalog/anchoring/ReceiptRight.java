package io.govshare.catalog.anchoring;

import io.govshare.catalog.access.Ask;
import io.govshare.catalog.access.Reads;
import io.govshare.catalog.record.RecordProblem;
import io.govshare.catalog.record.RecordVerifier;
import io.govshare.catalog.record.StoredRecord;
import io.govshare.catalog.record.Verified;
import io.govshare.starter.problem.ProblemException;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Who gets the receipt of a record: whoever may read it, and without content whoever oversees all. */
@Component
class ReceiptRight {

    private final Reads reads;
    private final RecordVerifier verifier;

    ReceiptRight(Reads reads, RecordVerifier verifier) {
        this.reads = reads;
        this.verifier = verifier;
    }

    /** @throws ProblemException when it is refused, which is recorded by then, or when the record was altered */
    void require(StoredRecord record, Ask ask, boolean disclosures) {
        require(record, ask, disclosures, mayRead(record, ask));
    }

    /** Whether the operator may read the record, and so each one of its dataset. */
    boolean mayRead(StoredRecord record, Ask ask) {
        return reads.wouldGrant(record, ask);
    }

    /**
     * As above, for one of many records of one dataset.
     *
     * @param mayRead as {@link #mayRead} has told a moment ago
     */
    void require(StoredRecord record, Ask ask, boolean disclosures, boolean mayRead) {
        if (!mayRead && (disclosures || !ask.operator().overseesAll())) {
            // Records the refusal, and ends the request.
            reads.read(ask);
        }
        if (verifier.verify(record) instanceof Verified.Corrupt(String what)) {
            if (mayRead) {
                reads.read(ask);
            }
            throw new ProblemException(
                    RecordProblem.CORRUPT, "No receipt is given for it: " + what, Map.of("record", record.record()));
        }
    }
}
