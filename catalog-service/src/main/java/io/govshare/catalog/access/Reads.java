package io.govshare.catalog.access;

import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.dataset.Datasets;
import io.govshare.catalog.dataset.RecordSchema;
import io.govshare.catalog.record.RecordFiles;
import io.govshare.catalog.record.RecordProblem;
import io.govshare.catalog.record.RecordStore;
import io.govshare.catalog.record.RecordVerifier;
import io.govshare.catalog.record.Removal;
import io.govshare.catalog.record.StoredRecord;
import io.govshare.catalog.record.Verified;
import io.govshare.catalog.sealing.Statement;
import io.govshare.catalog.sealing.StatementDraft;
import io.govshare.catalog.sealing.Statements;
import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.seal.StatementType;
import io.govshare.schemas.CorruptionFound;
import io.govshare.schemas.EventJson;
import io.govshare.schemas.Topics;
import io.govshare.starter.outbox.Outbox;
import io.govshare.starter.outbox.OutboxMessage;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only way to a record's content. The statement of each decision is stored in the transaction in which it is made;
 * a caller gets a {@link View} only after that transaction has committed.
 */
@Component
public class Reads {

    private final RecordStore records;
    private final RecordVerifier verifier;
    private final RecordFiles files;
    private final Datasets datasets;
    private final AccessRules rules;
    private final Statements statements;
    private final Outbox outbox;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Reads(
            RecordStore records,
            RecordVerifier verifier,
            RecordFiles files,
            Datasets datasets,
            AccessRules rules,
            Statements statements,
            Outbox outbox,
            TransactionTemplate transactions,
            Clock clock) {
        this.records = records;
        this.verifier = verifier;
        this.files = files;
        this.datasets = datasets;
        this.rules = rules;
        this.statements = statements;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What a reader gets.
     *
     * @param fields released ones, in the order in which the record has them
     * @param access the sealed statement of this read
     * @param withdrawal absent unless the record was withdrawn
     */
    public record View(
            StoredRecord record,
            String layer,
            List<Verified.Field> fields,
            @Nullable UUID agreement,
            @Nullable String purpose,
            Statement access,
            @Nullable Removal withdrawal) {

        public View {
            fields = List.copyOf(fields);
        }
    }

    private sealed interface Outcome {

        record Released(View view) implements Outcome {}

        /** @param erasedBy entry of the statement that erased the record, if that is why */
        record Refused(
                Denial denial, Statement access, @Nullable String erasedBy) implements Outcome {}
    }

    /** @throws ProblemException when there is no such record, or it is refused; a refusal is recorded by then */
    public View read(Ask ask) {
        Outcome outcome;
        try {
            outcome = transactions.execute(_ -> decide(ask));
        } catch (DataAccessException | TransactionException e) {
            throw notRecorded(e);
        }
        return switch (outcome) {
            case Outcome.Released(View view) -> view;
            case Outcome.Refused refused -> throw problem(refused, ask);
        };
    }

    /** Whether {@link #read} would be decided in the reader's favour; nothing is released and nothing recorded. */
    public boolean wouldGrant(StoredRecord record, Ask ask) {
        return rules.decide(dataset(record), ask, clock.instant()) instanceof Decision.Granted;
    }

    /** As above, for the records of a dataset. */
    public boolean wouldGrant(UUID dataset, Ask ask) {
        return datasets.find(dataset)
                .map(found -> rules.decide(found, ask, clock.instant()) instanceof Decision.Granted)
                .orElse(false);
    }

    /**
     * Lets in whoever may read the dataset's records as things are; each of them is decided anew when it is read.
     *
     * @throws ProblemException when it is refused, which is recorded by then
     */
    public void admit(Dataset dataset, Ask ask) {
        if (rules.decide(dataset, ask, clock.instant()) instanceof Decision.Denied(Denial denial)) {
            Statement access = statements.seal(denied(null, dataset, ask, denial.reason()));
            try {
                transactions.executeWithoutResult(_ -> statements.add(access));
            } catch (DataAccessException | TransactionException e) {
                throw notRecorded(e);
            }
            throw new ProblemException(
                    AccessProblem.DENIED,
                    denial.detail(),
                    Map.of("reason", denial.reason(), "dataset", dataset.id(), "accessEntry", access.entry()));
        }
    }

    /** Records that a request was refused before it came to a decision here; nothing if there is no such record. */
    void recordRefusal(UUID record, Operator operator, String reason) {
        try {
            transactions.executeWithoutResult(_ -> records.find(record, null).ifPresent(found -> {
                Ask ask = new Ask(record, null, operator, null, null, false);
                statements.add(statements.seal(denied(found, dataset(found), ask, reason)));
            }));
        } catch (DataAccessException | TransactionException e) {
            throw notRecorded(e);
        }
    }

    private Outcome decide(Ask ask) {
        StoredRecord record = records.find(ask.record(), ask.version())
                .orElseThrow(() -> new ProblemException(
                        RecordProblem.RECORD_NOT_FOUND,
                        "No record has the id " + ask.record()
                                + (ask.version() == null ? "" : " and the version " + ask.version())));
        Dataset dataset = dataset(record);
        return switch (rules.decide(dataset, ask, clock.instant())) {
            case Decision.Denied(Denial denial) -> refuse(record, dataset, ask, denial);
            case Decision.Granted granted
            when !rules.isWithinRate(granted) -> refuse(record, dataset, ask, Denial.RATE_EXCEEDED);
            case Decision.Granted granted ->
                switch (verifier.verify(record)) {
                    case Verified.Sound(List<Verified.Field> fields) -> release(record, dataset, ask, granted, fields);
                    case Verified.Erased _ -> refuse(record, dataset, ask, Denial.ERASED);
                    case Verified.Corrupt(String what) -> {
                        announce(record, what);
                        yield refuse(record, dataset, ask, Denial.CORRUPT);
                    }
                };
        };
    }

    private Outcome release(
            StoredRecord record, Dataset dataset, Ask ask, Decision.Granted granted, List<Verified.Field> fields) {
        RecordSchema publishedUnder = record.schemaVersion() == dataset.schemaVersion()
                ? dataset.schema()
                : datasets.schema(dataset.id(), record.schemaVersion());
        List<Verified.Field> shown = fields.stream()
                .filter(field -> granted.shows(field.name(), dataset, publishedUnder))
                .toList();
        List<String> names = shown.stream().map(Verified.Field::name).toList();
        if (ask.file()) {
            if (!(value(shown, RecordFiles.FIELD) instanceof JsonValue.Obj file)) {
                return refuse(record, dataset, ask, Denial.NO_FILE);
            }
            String what = files.check(record, file);
            if (what != null) {
                announce(record, what);
                return refuse(record, dataset, ask, Denial.CORRUPT);
            }
        }
        Statement access = statements.seal(new StatementDraft(
                StatementType.ACCESS_GRANTED,
                dataset.agency(),
                ask.operator().id(),
                dataset.id(),
                dataset.title(),
                record.record(),
                record.version(),
                ask.operator().agency(),
                granted.layer().code(),
                names,
                granted.purpose(),
                granted.agreement(),
                null,
                Map.of()));
        statements.add(access);
        return new Outcome.Released(new View(
                record,
                granted.layer().code(),
                shown,
                granted.agreement(),
                granted.purpose(),
                access,
                withdrawal(record)));
    }

    private @Nullable Removal withdrawal(StoredRecord record) {
        byte[] entry = record.withdrawnBy();
        return entry == null
                ? null
                : statements
                        .find(entry)
                        .map(found -> Removal.of(found.sealed()))
                        .orElseThrow(() -> new IllegalStateException(
                                "record " + record.record() + " without the statement that withdrew it"));
    }

    private static @Nullable JsonValue value(List<Verified.Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Verified.Field::value)
                .findFirst()
                .orElse(null);
    }

    private Outcome refuse(StoredRecord record, Dataset dataset, Ask ask, Denial denial) {
        Statement access = statements.seal(denied(record, dataset, ask, denial.reason()));
        statements.add(access);
        byte[] erasedBy = denial == Denial.ERASED ? record.erasedBy() : null;
        return new Outcome.Refused(denial, access, erasedBy == null ? null : StrictBase64.encodeUrl(erasedBy));
    }

    private static StatementDraft denied(@Nullable StoredRecord record, Dataset dataset, Ask ask, String reason) {
        return new StatementDraft(
                StatementType.ACCESS_DENIED,
                dataset.agency(),
                ask.operator().id(),
                dataset.id(),
                dataset.title(),
                record == null ? null : record.record(),
                record == null ? null : record.version(),
                ask.operator().agency(),
                null,
                null,
                ask.purpose(),
                ask.agreement(),
                reason,
                Map.of());
    }

    private void announce(StoredRecord record, String what) {
        Instant now = clock.instant();
        CorruptionFound event =
                new CorruptionFound(record.record(), record.version(), record.dataset(), record.agency(), what, now);
        outbox.add(OutboxMessage.of(Topics.CORRUPTION_FOUND, record.record().toString(), EventJson.write(event)));
    }

    private Dataset dataset(StoredRecord record) {
        return datasets.find(record.dataset())
                .orElseThrow(() -> new IllegalStateException("record " + record.record() + " without a dataset"));
    }

    private static ProblemException notRecorded(Exception cause) {
        return new ProblemException(AccessProblem.NOT_RECORDED, "Nothing is released; try again shortly")
                .retryAfter(Duration.ofSeconds(2))
                .causedBy(cause);
    }

    /** Where the reader, who names the same once more, gets the receipt of a statement. */
    private static String receipt(String entry, Ask ask) {
        return "/api/catalog/v1/statements/" + entry + "/receipt"
                + (ask.agreement() == null || ask.purpose() == null
                        ? ""
                        : "?agreement=" + ask.agreement() + "&purpose="
                                + URLEncoder.encode(ask.purpose(), StandardCharsets.UTF_8));
    }

    private static ProblemException problem(Outcome.Refused refused, Ask ask) {
        Denial denial = refused.denial();
        AccessProblem code = switch (denial) {
            case CORRUPT -> AccessProblem.CORRUPT;
            case ERASED -> AccessProblem.ERASED;
            case RATE_EXCEEDED -> AccessProblem.RATE_EXCEEDED;
            case MISSING_ROLE,
                    WRONG_AGENCY,
                    NO_AGREEMENT,
                    AGREEMENT_NOT_ACTIVE,
                    OUTSIDE_HOURS,
                    PURPOSE_MISSING,
                    PURPOSE_MISMATCH,
                    NO_FILE -> AccessProblem.DENIED;
        };
        Map<String, Object> extras = new LinkedHashMap<>();
        extras.put("reason", denial.reason());
        extras.put("record", ask.record());
        extras.put("accessEntry", refused.access().entry());
        if (refused.erasedBy() != null) {
            extras.put("erasureEntry", refused.erasedBy());
            extras.put("erasureReceipt", receipt(refused.erasedBy(), ask));
        }
        ProblemException problem = new ProblemException(code, denial.detail(), extras);
        return denial == Denial.RATE_EXCEEDED ? problem.retryAfter(Duration.ofMinutes(1)) : problem;
    }
}
