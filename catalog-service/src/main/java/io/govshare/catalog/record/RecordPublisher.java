package io.govshare.catalog.record;

import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.sealing.AnnouncedTitle;
import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.seal.StatementType;
import io.govshare.schemas.EventJson;
import io.govshare.schemas.StatementsSealed;
import io.govshare.schemas.Topics;
import io.govshare.starter.ids.UuidV7;
import io.govshare.starter.outbox.Outbox;
import io.govshare.starter.outbox.OutboxMessage;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.request.RequestId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores sealed records and announces them; always both or neither. */
@Component
public class RecordPublisher {

    private final RecordStore store;
    private final RecordSealer sealer;
    private final RecordVerifier verifier;
    private final PublicationKeys keys;
    private final Outbox outbox;
    private final TransactionTemplate transactions;
    private final UuidV7 ids;
    private final Clock clock;

    RecordPublisher(
            RecordStore store,
            RecordSealer sealer,
            RecordVerifier verifier,
            PublicationKeys keys,
            Outbox outbox,
            TransactionTemplate transactions,
            UuidV7 ids,
            Clock clock) {
        this.store = store;
        this.sealer = sealer;
        this.verifier = verifier;
        this.keys = keys;
        this.outbox = outbox;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * In the caller's transaction, announced in one message.
     *
     * @param records at most {@link StatementsSealed#MAX_STATEMENTS}
     */
    public void publishAll(Dataset dataset, List<SealedRecord> records, @Nullable UUID ingest) {
        if (records.isEmpty()) {
            return;
        }
        store.insert(dataset, records, ingest);
        String requestId = RequestId.current().orElse(null);
        String title = AnnouncedTitle.of(dataset.title());
        List<StatementsSealed.Sealed> announced = records.stream()
                .map(record -> StatementsSealed.Sealed.ofRecord(
                        StrictBase64.encodeUrl(record.entry()),
                        StatementType.RECORD_PUBLISHED.wireName(),
                        dataset.agency(),
                        record.operator(),
                        record.sealedAt(),
                        record.record(),
                        record.version(),
                        dataset.id(),
                        title,
                        requestId))
                .toList();
        outbox.add(OutboxMessage.of(
                Topics.CATALOG_STATEMENTS_SEALED,
                dataset.id().toString(),
                EventJson.write(new StatementsSealed(announced))));
    }

    /** What a publisher gets to know of a version. */
    record Publication(UUID record, int version, byte[] entry) {

        static Publication of(SealedRecord sealed) {
            return new Publication(sealed.record(), sealed.version(), sealed.entry());
        }

        static Publication of(StoredRecord stored) {
            return new Publication(stored.record(), stored.version(), stored.entry());
        }
    }

    SealedRecord publish(Dataset dataset, JsonValue.Obj fields, String operator) {
        SealedRecord sealed =
                sealer.seal(dataset, fields, new RecordSealer.Version(ids.next(), 1, null, operator, now()));
        transactions.executeWithoutResult(_ -> publishAll(dataset, List.of(sealed), null));
        return sealed;
    }

    /**
     * Once only: whoever comes with the same key and fields again, even at the same time, gets the first record.
     *
     * @param key as {@link IdempotencyKey} allows
     * @throws ProblemException when the key's record has other fields
     */
    Publication publishOnce(Dataset dataset, JsonValue.Obj fields, String operator, String key) {
        Optional<UUID> before = keys.find(dataset.id(), key);
        if (before.isPresent()) {
            return repeated(before.get(), fields);
        }
        SealedRecord sealed =
                sealer.seal(dataset, fields, new RecordSealer.Version(ids.next(), 1, null, operator, now()));
        boolean first = Boolean.TRUE.equals(transactions.execute(_ -> {
            boolean claimed = keys.claim(dataset.id(), key, sealed.record());
            if (claimed) {
                publishAll(dataset, List.of(sealed), null);
            }
            return claimed;
        }));
        return first
                ? Publication.of(sealed)
                : repeated(keys.find(dataset.id(), key).orElseThrow(), fields);
    }

    private Publication repeated(UUID record, JsonValue.Obj fields) {
        StoredRecord stored = store.find(record, 1).orElseThrow();
        return switch (verifier.verify(stored)) {
            case Verified.Sound(List<Verified.Field> published) -> {
                Map<String, JsonValue> same = new HashMap<>();
                published.forEach(field -> same.put(field.name(), field.value()));
                if (!same.equals(fields.members())) {
                    throw new ProblemException(
                            RecordProblem.OTHER_CONTENT,
                            "Send another record with a key of its own in the header " + IdempotencyKey.HEADER,
                            Map.of("parameter", IdempotencyKey.HEADER));
                }
                yield Publication.of(stored);
            }
            case Verified.Corrupt(String what) ->
                throw new ProblemException(RecordProblem.CORRUPT, "The record of this key was altered: " + what);
            case Verified.Erased() ->
                throw new ProblemException(RecordProblem.ERASED, "The record of this key was erased since");
        };
    }

    /**
     * The version after the given one.
     *
     * @throws ProblemException when the record's latest version is another one by now, or it was withdrawn or erased
     */
    SealedRecord publishNext(Dataset dataset, UUID record, int version, JsonValue.Obj fields, String operator) {
        StoredRecord latest = store.find(record, null)
                .filter(found -> found.dataset().equals(dataset.id()))
                .orElseThrow(() -> new ProblemException(
                        RecordProblem.RECORD_NOT_FOUND, "The dataset has no record with the id " + record));
        if (latest.erasedBy() != null) {
            throw new ProblemException(RecordProblem.ERASED, "No version can follow; publish another record");
        }
        if (latest.withdrawnBy() != null) {
            throw new ProblemException(RecordProblem.WITHDRAWN, "No version can follow; publish another record");
        }
        if (latest.version() != version) {
            throw conflict(latest.version());
        }
        if (verifier.verify(latest) instanceof Verified.Corrupt(String what)) {
            // The new version would vouch for the old one's entry.
            throw new ProblemException(RecordProblem.CORRUPT, "No version can follow one that was altered: " + what);
        }
        SealedRecord sealed = sealer.seal(
                dataset,
                fields,
                new RecordSealer.Version(record, version + 1, Hash.of(latest.entry()), operator, now()));
        transactions.executeWithoutResult(_ -> {
            store.lock(record);
            if (!store.supersede(record, version)) {
                throw conflict(null);
            }
            publishAll(dataset, List.of(sealed), null);
        });
        return sealed;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ProblemException conflict(@Nullable Integer latest) {
        return new ProblemException(
                RecordProblem.VERSION_CONFLICT,
                "Read the latest version and try again with its ETag",
                latest == null ? Map.of() : Map.of("version", latest));
    }
}
