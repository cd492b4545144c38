package io.govshare.catalog.objection;

import io.govshare.catalog.access.Ask;
import io.govshare.catalog.access.Reads;
import io.govshare.catalog.agreement.Deadlines;
import io.govshare.catalog.record.RecordProblem;
import io.govshare.catalog.record.RecordStore;
import io.govshare.catalog.record.StoredRecord;
import io.govshare.proof.StrictBase64;
import io.govshare.starter.ids.UuidV7;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import io.govshare.starter.security.Roles;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes objections in and has them answered. */
@Component
class ObjectionDesk {

    private final Objections objections;
    private final RecordStore records;
    private final Reads reads;
    private final Deadlines deadlines;
    private final UuidV7 ids;
    private final Clock clock;

    ObjectionDesk(
            Objections objections, RecordStore records, Reads reads, Deadlines deadlines, UuidV7 ids, Clock clock) {
        this.objections = objections;
        this.records = records;
        this.reads = reads;
        this.deadlines = deadlines;
        this.ids = ids;
        this.clock = clock;
    }

    /** From whoever may read the record; a refusal is recorded as that of a read. */
    Objection raise(Ask ask, @Nullable String field, String reason) {
        Operator operator = ask.operator();
        String agency = operator.agency();
        StoredRecord record = records.find(ask.record(), ask.version())
                .orElseThrow(() ->
                        new ProblemException(RecordProblem.RECORD_NOT_FOUND, "No record has the id " + ask.record()));
        if (agency == null || operator.actsFor(record.agency()) || !readsFor(operator)) {
            throw new ProblemException(
                    ObjectionProblem.NOT_ALLOWED,
                    "Objecting takes the role consumer or agency-admin in another agency than the record's");
        }
        if (!reads.wouldGrant(record, ask)) {
            reads.read(ask);
        }
        Instant now = now();
        Objection objection = new Objection(
                ids.next(),
                record.record(),
                record.version(),
                record.dataset(),
                record.agency(),
                agency,
                operator.id(),
                field,
                reason,
                now,
                deadlines.reply(record.agency(), now),
                Objection.Status.OPEN,
                null);
        if (!objections.insert(objection)) {
            throw new ProblemException(
                    ObjectionProblem.ALREADY_OPEN, "The agency objects to this already; it has not been answered yet");
        }
        return objection;
    }

    Objection uphold(UUID id, String reason, Operator operator) {
        Objection objection = forProvider(id, operator);
        String correction = correction(objection)
                .orElseThrow(() -> new ProblemException(
                        ObjectionProblem.NOT_CORRECTED,
                        "Publish the corrected version, or withdraw or erase the record; then answer"));
        return close(objection, Objection.Status.UPHELD, operator, reason, correction);
    }

    Objection reject(UUID id, String reason, Operator operator) {
        return close(forProvider(id, operator), Objection.Status.REJECTED, operator, reason, null);
    }

    Objection withdraw(UUID id, Operator operator) {
        Objection objection = visible(id, operator);
        if (!operator.actsFor(objection.agency()) || !readsFor(operator)) {
            throw new ProblemException(
                    ObjectionProblem.NOT_ALLOWED,
                    "Withdrawing takes the role consumer or agency-admin in the agency '" + objection.agency() + "'");
        }
        return close(objection, Objection.Status.WITHDRAWN, operator, null, null);
    }

    Objection visible(UUID id, Operator operator) {
        return objections
                .find(id)
                .filter(found -> operator.overseesAll()
                        || operator.agencyCode().filter(found::isParty).isPresent())
                .orElseThrow(() -> new ProblemException(
                        ObjectionProblem.NOT_FOUND, "The operator's agency has no objection with the id " + id));
    }

    private Objection forProvider(UUID id, Operator operator) {
        Objection objection = visible(id, operator);
        if (!operator.actsFor(objection.provider())
                || !(operator.has(Roles.PUBLISHER) || operator.has(Roles.AGENCY_ADMIN))) {
            throw new ProblemException(
                    ObjectionProblem.NOT_ALLOWED,
                    "Answering takes the role publisher or agency-admin in the agency '" + objection.provider() + "'");
        }
        return objection;
    }

    /** Entry of the statement by which the record is not any more what was objected to. */
    private Optional<String> correction(Objection objection) {
        return records.find(objection.record(), null)
                .flatMap(latest -> correction(latest, objection.version()))
                .map(StrictBase64::encodeUrl);
    }

    private static Optional<byte[]> correction(StoredRecord latest, int version) {
        if (latest.erasedBy() != null) {
            return Optional.of(latest.erasedBy());
        }
        if (latest.withdrawnBy() != null) {
            return Optional.of(latest.withdrawnBy());
        }
        return latest.version() > version ? Optional.of(latest.entry()) : Optional.empty();
    }

    private Objection close(
            Objection objection,
            Objection.Status status,
            Operator operator,
            @Nullable String reason,
            @Nullable String correction) {
        Objection.Answer answer = new Objection.Answer(operator.id(), now(), reason, correction);
        if (!objections.close(objection.id(), status, answer)) {
            throw new ProblemException(ObjectionProblem.CLOSED, "It has been answered or withdrawn");
        }
        return objection.closed(status, answer);
    }

    private static boolean readsFor(Operator operator) {
        return operator.has(Roles.CONSUMER) || operator.has(Roles.AGENCY_ADMIN);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
