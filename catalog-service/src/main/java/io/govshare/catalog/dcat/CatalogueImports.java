package io.govshare.catalog.dcat;

import io.govshare.catalog.dataset.DatasetImporter;
import io.govshare.catalog.dataset.DatasetImporter.Outcome;
import io.govshare.catalog.dataset.DatasetImporter.Stored;
import io.govshare.catalog.dataset.DatasetProblem;
import io.govshare.catalog.dataset.FieldProblem;
import io.govshare.catalog.dataset.ImportedDataset;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Reads a catalogue and stores what is usable of it, or all of it, or nothing. */
@Service
class CatalogueImports {

    /** How long an import waits for the one before it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration BUSY = Duration.ofSeconds(5);

    private final DatasetImporter importer;
    private final ImportProperties properties;
    /** One at a time: reading an RDF catalogue of the largest size may take a hundred megabytes. */
    private final Semaphore turn = new Semaphore(1, true);

    CatalogueImports(DatasetImporter importer, ImportProperties properties) {
        this.importer = importer;
        this.properties = properties;
    }

    /** A catalogue as it arrived. */
    record Source(
            Format format, SpooledCatalogue body, @Nullable String contentType) {}

    enum Format {
        DCAT_US,
        DCAT_AP
    }

    enum Mode {
        LENIENT,
        STRICT
    }

    ImportReport run(Operator operator, String agency, Source source, Mode mode) {
        takeTurn();
        try {
            var entries = DcatUsReader.withoutRepetitions(read(source));
            if (mode == Mode.STRICT) {
                refuseFaults(entries);
            }
            return store(operator, agency, entries);
        } finally {
            turn.release();
        }
    }

    private void takeTurn() {
        boolean mine;
        try {
            mine = turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            mine = false;
        }
        if (!mine) {
            throw new ProblemException(DatasetProblem.IMPORTS_BUSY, "Another import is running; try again in a moment")
                    .retryAfter(BUSY);
        }
    }

    private List<CatalogueEntry> read(Source source) {
        try (InputStream body = source.body().open()) {
            return switch (source.format()) {
                case DCAT_US -> new DcatUsReader(properties.maxEntries()).read(CatalogueText.reader(body));
                case DCAT_AP -> {
                    var syntax = RdfSyntax.of(source.contentType())
                            .orElseThrow(() -> new ProblemException(
                                    DatasetProblem.UNSUPPORTED_CATALOGUE_TYPE,
                                    "DCAT-AP is read as text/turtle, application/rdf+xml or application/ld+json"));
                    yield new DcatApReader(properties.maxEntries())
                            .read(CatalogueText.decode(body.readAllBytes()), syntax);
                }
            };
        } catch (UnreadableCatalogueException e) {
            throw new ProblemException(
                            DatasetProblem.UNREADABLE_CATALOGUE,
                            e.reason(),
                            e.line() > 0 ? Map.of("line", e.line()) : Map.of())
                    .causedBy(e);
        } catch (IOException e) {
            throw new UncheckedIOException("the spooled catalogue cannot be read", e);
        }
    }

    private static void refuseFaults(List<CatalogueEntry> entries) {
        var faulty = entries.stream()
                .filter(entry -> !entry.problems().isEmpty())
                .map(entry ->
                        new ImportReport.Entry(entry.index(), entry.identifier(), null, "faulty", entry.problems()))
                .toList();
        if (!faulty.isEmpty()) {
            throw new ProblemException(
                    DatasetProblem.FAULTY_CATALOGUE,
                    faulty.size() + " of " + entries.size() + " entries are faulty; nothing was imported",
                    Map.of(
                            "faulty",
                            faulty.size(),
                            "entries",
                            faulty.stream().limit(500).toList()));
        }
    }

    private ImportReport store(Operator operator, String agency, List<CatalogueEntry> entries) {
        var usable = new ArrayList<ImportedDataset>();
        var places = new HashMap<Integer, Integer>();
        for (var entry : entries) {
            if (entry.dataset() != null) {
                places.put(entry.index(), usable.size());
                usable.add(entry.dataset());
            }
        }
        var stored = importer.store(operator, agency, usable);
        var reported = new ArrayList<ImportReport.Entry>(entries.size());
        for (var entry : entries) {
            var place = places.get(entry.index());
            reported.add(place == null ? rejected(entry) : reported(entry, stored.get(place)));
        }
        return new ImportReport(
                count(stored, Outcome.IMPORTED),
                count(stored, Outcome.UPDATED),
                count(stored, Outcome.UNCHANGED),
                entries.size() - usable.size(),
                reported);
    }

    private static int count(List<Stored> stored, Outcome outcome) {
        return (int) stored.stream().filter(each -> each.outcome() == outcome).count();
    }

    private static ImportReport.Entry rejected(CatalogueEntry entry) {
        return new ImportReport.Entry(entry.index(), entry.identifier(), null, "rejected", entry.problems());
    }

    private static ImportReport.Entry reported(CatalogueEntry entry, Stored stored) {
        var problems = new ArrayList<>(entry.problems());
        var said = Objects.requireNonNull(entry.dataset()).sharing();
        if (said != stored.sharing()) {
            problems.add(new FieldProblem(
                    "", "stays " + stored.sharing().code() + " here, although the catalogue says " + said.code()));
        }
        return new ImportReport.Entry(
                entry.index(),
                entry.identifier(),
                stored.dataset(),
                stored.outcome().name().toLowerCase(Locale.ROOT),
                problems);
    }
}
