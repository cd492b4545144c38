package io.govshare.stack.demo;

import io.govshare.stack.StackException;
import io.govshare.stack.client.Answer;
import io.govshare.stack.client.Operator;
import io.govshare.stack.client.Platform;
import io.govshare.stack.demo.Samples.SampleCatalogue;
import io.govshare.stack.demo.Samples.SampleDataset;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.JsonNode;

/** Catalogues are imported, datasets described, records published until all of them are anchored. */
final class Publishing {

    private static final Duration ANCHORED_WITHIN = Duration.ofMinutes(5);
    private static final String KEY_OF_ANOTHER_BODY = "CAT-3002";

    private final Platform platform;
    private final Samples samples;
    private final Tale tale;

    Publishing(Setting setting, Tale tale) {
        this.platform = setting.platform();
        this.samples = setting.samples();
        this.tale = tale;
    }

    void importCatalogues() {
        tale.act("Catalogues of others are imported, their faults reported entry by entry");
        for (SampleCatalogue catalogue : samples.catalogues()) {
            JsonNode report = platform.operator(catalogue.agency() + "-admin")
                    .importsCatalogue(catalogue.format(), "lenient", samples.file(catalogue))
                    .expect(200)
                    .json();
            int imported = report.path("imported").asInt()
                    + report.path("updated").asInt()
                    + report.path("unchanged").asInt();
            int rejected = report.path("rejected").asInt();
            tale.check(
                    catalogue.title(),
                    imported > 0 && imported + rejected == catalogue.entries(),
                    imported + " of " + catalogue.entries() + " taken over, " + rejected
                            + " refused with their reason");
        }
    }

    Published publish() {
        tale.act("Seven agencies publish their records");
        Map<String, UUID> datasets = new LinkedHashMap<>();
        long accepted = 0;
        long done = 0;
        Instant started = Instant.now();
        for (SampleDataset sample : samples.datasets()) {
            Operator publisher = platform.operator(sample.agency() + "-admin");
            UUID dataset = describe(publisher, sample);
            datasets.put(sample.key(), dataset);
            Answer published = publisher.publishesAll(
                    dataset, samples.file(sample), sample.mediaType(), "demo-" + sample.key(), "keep");
            if (published.problem().equals(KEY_OF_ANOTHER_BODY)) {
                throw new StackException(
                        "'" + sample.title() + "' holds the records of an earlier demo with other data."
                                + " End it with './govshare down' and begin anew with --fresh.");
            }
            JsonNode report = published.expect(200).json();
            accepted += report.path("accepted").asLong();
            done += sample.records();
            tale.narrator().progress("publishing (" + sample.agency() + ")", done, samples.records());
        }
        Duration took = Duration.between(started, Instant.now());
        tale.check("every sample record is accepted", accepted == samples.records(), accepted + " records");
        tale.figure("records published", accepted);
        tale.figure("time to publish them", took);
        Published all = new Published(datasets);
        waitUntilAnchored(all, accepted);
        tale.figure("time until all are anchored", Duration.between(started, Instant.now()));
        return all;
    }

    private UUID describe(Operator publisher, SampleDataset sample) {
        JsonNode known = publisher
                .get("/api/catalog/v1/datasets?limit=200&agency=" + sample.agency())
                .expect(200)
                .json();
        for (JsonNode dataset : known.path("datasets")) {
            if (dataset.path("title").asString().equals(sample.title())) {
                return UUID.fromString(dataset.path("id").asString());
            }
        }
        Answer created = publisher.createsDataset(Map.of(
                "title", sample.title(),
                "description", sample.description(),
                "sharing", sample.sharing(),
                "keywords", sample.keywords(),
                "schema", samples.schema(sample)));
        return UUID.fromString(created.expect(201).json().path("id").asString());
    }

    private void waitUntilAnchored(Published datasets, long accepted) {
        Operator auditor = platform.operator("auditor");
        Instant deadline = Instant.now().plus(ANCHORED_WITHIN);
        long anchored = 0;
        long whole = accepted;
        while (Instant.now().isBefore(deadline)) {
            JsonNode status = auditor.get("/api/ledger/v1/status").expect(200).json();
            anchored = status.path("anchoredSize").asLong();
            whole = Math.max(accepted, status.path("size").asLong());
            tale.narrator().progress("waiting for anchors on the chain", Math.min(anchored, whole), whole);
            if (anchored >= whole && anchoredRecords(datasets) == accepted) {
                break;
            }
            Waiting.pause();
        }
        long records = anchoredRecords(datasets);
        tale.check(
                "every record is anchored",
                records == samples.records(),
                records + " of " + samples.records() + " records, log size " + anchored);
        tale.figure("entries in the log", anchored);
    }

    private long anchoredRecords(Published datasets) {
        LongAdder anchored = new LongAdder();
        for (SampleDataset sample : samples.datasets()) {
            Operator publisher = platform.operator(sample.agency() + "-admin");
            DatasetRecords.each(
                    publisher,
                    datasets.id(sample.key()),
                    record -> anchored.add(record.path("state").asString().equals("ANCHORED") ? 1 : 0));
        }
        return anchored.sum();
    }
}
