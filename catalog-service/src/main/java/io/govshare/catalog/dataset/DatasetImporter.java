package io.govshare.catalog.dataset;

import io.govshare.schemas.DatasetChanged.Change;
import io.govshare.starter.ids.UuidV7;
import io.govshare.starter.security.Operator;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Takes datasets over from another catalogue. A dataset known by its publisher and identifier is brought up to date; the
 * sharing class, schema and audience that its agency has given it here stay, for a catalogue from outside must not open
 * what an agency has closed. What the catalogue no longer names stays too.
 */
@Service
public class DatasetImporter {

    private final DatasetStore store;
    private final DatasetAnnouncer announcer;
    private final UuidV7 ids;
    private final Clock clock;

    DatasetImporter(DatasetStore store, DatasetAnnouncer announcer, UuidV7 ids, Clock clock) {
        this.store = store;
        this.announcer = announcer;
        this.ids = ids;
        this.clock = clock;
    }

    public enum Outcome {
        IMPORTED,
        UPDATED,
        UNCHANGED
    }

    /** @param sharing as it is here now, which need not be what the catalogue says */
    public record Stored(UUID dataset, Outcome outcome, Sharing sharing) {}

    /** Stores all or nothing; the answers stand in the order of the datasets. */
    @Transactional
    public List<Stored> store(Operator operator, String agency, List<ImportedDataset> datasets) {
        store.lockSources(agency);
        Instant now = clock.instant();
        var stored = new ArrayList<Stored>(datasets.size());
        for (var dataset : datasets) {
            var known = store.findSourceForUpdate(agency, dataset.publisher(), dataset.identifier());
            stored.add(
                    known.isPresent()
                            ? update(operator, known.get(), dataset, now)
                            : insert(operator, agency, dataset, now));
        }
        return List.copyOf(stored);
    }

    private Stored insert(Operator operator, String agency, ImportedDataset dataset, Instant now) {
        UUID id = ids.next();
        store.insert(id, agency, dataset.sharing(), List.of(), content(dataset), now);
        store.insertSchema(id, 1, JsonNodeFactory.instance.objectNode().put("type", "object"), operator.id(), now);
        announcer.announce(id, dataset.title(), agency, dataset.sharing(), Change.IMPORTED, operator.id(), now);
        return new Stored(id, Outcome.IMPORTED, dataset.sharing());
    }

    private Stored update(Operator operator, CataloguedDataset known, ImportedDataset dataset, Instant now) {
        if (known.title().equals(dataset.title())
                && known.description().equals(dataset.description())
                && known.keywords().equals(dataset.keywords())
                && known.metadata().equals(dataset.metadata())) {
            return new Stored(known.id(), Outcome.UNCHANGED, known.sharing());
        }
        store.updateContent(known.id(), known.agency(), content(dataset), now);
        announcer.announce(
                known.id(), dataset.title(), known.agency(), known.sharing(), Change.UPDATED, operator.id(), now);
        return new Stored(known.id(), Outcome.UPDATED, known.sharing());
    }

    private static DatasetStore.Content content(ImportedDataset dataset) {
        return new DatasetStore.Content(
                dataset.publisher(),
                dataset.identifier(),
                dataset.title(),
                dataset.description(),
                dataset.keywords(),
                dataset.metadata());
    }
}
