package io.govshare.catalog.removal;

import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.dataset.Datasets;
import io.govshare.catalog.ingest.IngestStore;
import io.govshare.catalog.record.RecordFiles;
import io.govshare.catalog.record.RecordProblem;
import io.govshare.catalog.record.RecordStore;
import io.govshare.catalog.record.Removal;
import io.govshare.catalog.record.StoredRecord;
import io.govshare.catalog.sealing.Statement;
import io.govshare.catalog.sealing.StatementDraft;
import io.govshare.catalog.sealing.Statements;
import io.govshare.proof.StrictBase64;
import io.govshare.proof.seal.StatementType;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import io.govshare.starter.security.Roles;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Withdraws and erases records; each is sealed once, however often it is asked for. */
@Component
class Removals {

    private final RecordStore records;
    private final RecordFiles files;
    private final ErasedFiles erasedFiles;
    private final KeyDestruction keys;
    private final IngestStore ingests;
    private final Datasets datasets;
    private final Statements statements;
    private final TransactionTemplate transactions;

    Removals(
            RecordStore records,
            RecordFiles files,
            ErasedFiles erasedFiles,
            KeyDestruction keys,
            IngestStore ingests,
            Datasets datasets,
            Statements statements,
            TransactionTemplate transactions) {
        this.records = records;
        this.files = files;
        this.erasedFiles = erasedFiles;
        this.keys = keys;
        this.ingests = ingests;
        this.datasets = datasets;
        this.statements = statements;
        this.transactions = transactions;
    }

    /**
     * Why a record goes.
     *
     * @param operator who acts for the agency, as the statement says
     * @param more further claims of the statement
     */
    record Cause(String operator, String reason, Map<String, String> more) {}

    /** By a publisher or an administrator of the record's agency. */
    Removal withdraw(UUID record, String reason, Operator operator) {
        Dataset dataset = require(record, operator, Roles.PUBLISHER, Roles.AGENCY_ADMIN);
        return Objects.requireNonNull(transactions.execute(_ -> {
            StoredRecord latest = lock(record);
            if (latest.erasedBy() != null) {
                throw new ProblemException(
                        RemovalProblem.ERASED,
                        "There is nothing left to withdraw",
                        Map.of("erasureEntry", StrictBase64.encodeUrl(latest.erasedBy())));
            }
            return before(latest.withdrawnBy()).orElseGet(() -> {
                Statement statement = seal(
                        StatementType.RECORD_WITHDRAWN, dataset, latest, new Cause(operator.id(), reason, Map.of()));
                records.withdraw(record, StrictBase64.decodeUrl(statement.entry()));
                return Removal.of(statement.sealed());
            });
        }));
    }

    /** By an administrator of the record's agency; content and keys of all versions are gone then. */
    Removal erase(UUID record, String reason, Operator operator) {
        Dataset dataset = require(record, operator, Roles.AGENCY_ADMIN);
        Removal removal = Objects.requireNonNull(
                transactions.execute(_ -> erase(dataset, record, new Cause(operator.id(), reason, Map.of()))));
        erasedFiles.sweep(record);
        return removal;
    }

    /** In the caller's transaction. */
    Removal erase(Dataset dataset, UUID record, Cause cause) {
        StoredRecord latest = lock(record);
        return before(latest.erasedBy()).orElseGet(() -> {
            Statement statement = seal(StatementType.RECORD_ERASED, dataset, latest, cause);
            List<RecordStore.ErasedVersion> versions = records.erase(record, StrictBase64.decodeUrl(statement.entry()));
            versions.stream()
                    .filter(erased -> files.isThere(record, erased.version()))
                    .forEach(erased -> erasedFiles.add(record, erased.version()));
            Set<String> wrappingKeys = new HashSet<>();
            versions.forEach(erased -> wrappingKeys.add(erased.wrappingKey()));
            List<UUID> intakes = versions.stream()
                    .map(RecordStore.ErasedVersion::ingest)
                    .filter(Objects::nonNull)
                    .toList();
            if (!intakes.isEmpty()) {
                wrappingKeys.addAll(ingests.forgetContent(intakes));
            }
            keys.add(wrappingKeys);
            return Removal.of(statement.sealed());
        });
    }

    private StoredRecord lock(UUID record) {
        records.lock(record);
        return records.find(record, null).orElseThrow(() -> notFound(record));
    }

    private Optional<Removal> before(byte @Nullable [] entry) {
        return Optional.ofNullable(entry)
                .map(known -> Removal.of(statements
                        .find(known)
                        .orElseThrow(() -> new IllegalStateException("the statement of a removal is gone"))
                        .sealed()));
    }

    private Statement seal(StatementType type, Dataset dataset, StoredRecord latest, Cause cause) {
        Statement statement = statements.seal(new StatementDraft(
                type,
                dataset.agency(),
                cause.operator(),
                dataset.id(),
                dataset.title(),
                latest.record(),
                latest.version(),
                null,
                null,
                null,
                null,
                null,
                cause.reason(),
                cause.more()));
        statements.add(statement);
        return statement;
    }

    private Dataset require(UUID record, Operator operator, String... roles) {
        Dataset dataset = records.find(record, null)
                .flatMap(found -> datasets.find(found.dataset()))
                .filter(found -> found.visibleTo(operator.agency()))
                .orElseThrow(() -> notFound(record));
        if (!operator.actsFor(dataset.agency()) || List.of(roles).stream().noneMatch(operator::has)) {
            throw new ProblemException(
                    RemovalProblem.NOT_ALLOWED,
                    "This takes the role " + String.join(" or ", roles) + " in the agency '" + dataset.agency() + "'");
        }
        return dataset;
    }

    private static ProblemException notFound(UUID record) {
        return new ProblemException(RecordProblem.RECORD_NOT_FOUND, "No record has the id " + record);
    }
}
