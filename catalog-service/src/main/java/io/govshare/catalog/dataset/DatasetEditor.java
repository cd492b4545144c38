package io.govshare.catalog.dataset;

import io.govshare.catalog.dataset.RecordSchema.Compilation.Compiled;
import io.govshare.catalog.dataset.RecordSchema.Compilation.Refused;
import io.govshare.schemas.DatasetChanged.Change;
import io.govshare.starter.ids.UuidV7;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Creates datasets and changes their schema and sharing class; only for the agency that publishes them. */
@Service
class DatasetEditor {

    private final DatasetStore store;
    private final DatasetAnnouncer announcer;
    private final UuidV7 ids;
    private final Clock clock;

    DatasetEditor(DatasetStore store, DatasetAnnouncer announcer, UuidV7 ids, Clock clock) {
        this.store = store;
        this.announcer = announcer;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    CataloguedDataset create(Operator operator, NewDataset dataset) {
        String agency = agencyOf(operator);
        String title = dataset.checkedTitle();
        String description = dataset.checkedDescription();
        String identifier = dataset.checkedIdentifier();
        var sharing = dataset.checkedSharing();
        var keywords = dataset.checkedKeywords();
        var audience = dataset.checkedAudience();
        var schema = dataset.schemaOrAnyObject();
        compile(schema);
        if (identifier != null) {
            store.lockSources(agency);
            store.findSourceForUpdate(agency, agency, identifier).ifPresent(existing -> {
                throw new ProblemException(
                        DatasetProblem.IDENTIFIER_TAKEN,
                        "The agency already has a dataset with this identifier",
                        Map.of("field", "identifier", "dataset", existing.id().toString()));
            });
        }
        UUID id = ids.next();
        Instant now = clock.instant();
        var content = new DatasetStore.Content(
                identifier == null ? null : agency,
                identifier,
                title,
                description,
                keywords,
                JsonNodeFactory.instance.objectNode());
        store.insert(id, agency, sharing, audience, content, now);
        store.insertSchema(id, 1, schema, operator.id(), now);
        announcer.announce(id, title, agency, sharing, Change.CREATED, operator.id(), now);
        return store.find(id).orElseThrow();
    }

    @Transactional
    CataloguedDataset changeSchema(Operator operator, UUID id, JsonNode schema, @Nullable Long expectedRevision) {
        var dataset = ownedForUpdate(operator, id, expectedRevision);
        compile(schema);
        Instant now = clock.instant();
        int version = dataset.schemaVersion() + 1;
        store.insertSchema(id, version, schema, operator.id(), now);
        store.updateSchemaVersion(id, version, now);
        return announced(operator, id, now);
    }

    /** Null leaves as it is. */
    @Transactional
    CataloguedDataset changeSharing(
            Operator operator,
            UUID id,
            @Nullable Sharing sharing,
            @Nullable List<String> audience,
            @Nullable Long expectedRevision) {
        var dataset = ownedForUpdate(operator, id, expectedRevision);
        var newSharing = sharing == null ? dataset.sharing() : sharing;
        var newAudience = audience == null ? dataset.audience() : audience;
        if (newSharing == dataset.sharing() && newAudience.equals(dataset.audience())) {
            return dataset;
        }
        Instant now = clock.instant();
        store.updateSharing(id, newSharing, newAudience, now);
        return announced(operator, id, now);
    }

    private CataloguedDataset announced(Operator operator, UUID id, Instant now) {
        var changed = store.find(id).orElseThrow();
        announcer.announce(
                id, changed.title(), changed.agency(), changed.sharing(), Change.UPDATED, operator.id(), now);
        return changed;
    }

    private CataloguedDataset ownedForUpdate(Operator operator, UUID id, @Nullable Long expectedRevision) {
        var dataset = store.findForUpdate(id)
                .filter(found -> DatasetVisibility.of(operator).shows(found))
                .orElseThrow(() -> unknown(id));
        if (!operator.actsFor(dataset.agency())) {
            throw new ProblemException(
                    DatasetProblem.NOT_THE_PUBLISHER, "The dataset belongs to the agency " + dataset.agency());
        }
        if (expectedRevision != null && expectedRevision != dataset.revision()) {
            throw new ProblemException(
                    DatasetProblem.DATASET_CHANGED,
                    "The dataset is at revision " + dataset.revision() + ", not " + expectedRevision,
                    Map.of("revision", dataset.revision()));
        }
        return dataset;
    }

    static String agencyOf(Operator operator) {
        return operator.agencyCode()
                .orElseThrow(() -> new ProblemException(
                        DatasetProblem.AGENCY_NEEDED, "Only an operator of an agency may publish datasets"));
    }

    static ProblemException unknown(UUID id) {
        return new ProblemException(DatasetProblem.UNKNOWN_DATASET, "No dataset has the id " + id);
    }

    private static void compile(JsonNode schema) {
        switch (RecordSchema.compile(schema)) {
            case Compiled _ -> {}
            case Refused(var problems) -> {
                throw new ProblemException(
                        DatasetProblem.UNACCEPTABLE_SCHEMA,
                        "The schema has " + problems.size() + " problems; the first is at '"
                                + problems.getFirst().pointer() + "': "
                                + problems.getFirst().reason(),
                        Map.of("field", "schema", "problems", problems));
            }
        }
    }
}
