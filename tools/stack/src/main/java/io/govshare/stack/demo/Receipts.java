package io.govshare.stack.demo;

import io.govshare.proof.chain.Consensus;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptVerifier;
import io.govshare.proof.receipt.Trust;
import io.govshare.proof.receipt.Verdict;
import io.govshare.stack.client.Operator;
import io.govshare.stack.client.Platform;
import io.govshare.stack.demo.Samples.SampleDataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Receipts are fetched, kept as files, and verified with the trust file alone. */
final class Receipts {

    private static final int COUNT = 100;

    private final Platform platform;
    private final Samples samples;
    private final Path folder;
    private final Tale tale;

    Receipts(Setting setting, Tale tale) {
        this.platform = setting.platform();
        this.samples = setting.samples();
        this.folder = setting.keepsakes();
        this.tale = tale;
    }

    private record Candidate(UUID record, Operator publisher) {}

    /** One record whose receipt was fetched. */
    record Kept(UUID record, Operator publisher, byte[] receipt) {}

    /** What is left of this act for the next one. */
    record Evidence(Trust trust, List<Kept> receipts) {}

    Evidence tell(Published published) {
        tale.act(COUNT + " random receipts are verified without the platform");
        byte[] trustFile = platform.operator("auditor")
                .get("/api/ledger/v1/trust")
                .expect(200)
                .body();
        keep("trust.json", trustFile);
        Trust trust = Trust.parse(trustFile);
        List<Kept> kept = fetch(published);
        int holding = 0;
        String lastFault = "";
        Instant started = Instant.now();
        for (Kept one : kept) {
            Verdict verdict = ReceiptVerifier.verify(Receipt.parse(one.receipt()), trust);
            if (held(verdict)) {
                holding++;
            } else {
                lastFault = one.record() + " " + verdict.failed();
            }
        }
        Duration took = Duration.between(started, Instant.now());
        String worth = trust.consensus() == Consensus.QBFT
                ? "sealed by the consortium"
                : "complete up to the block; a development chain has no validators, so not consortium-sealed";
        tale.check(
                holding + " of " + COUNT + " receipts hold",
                holding == COUNT,
                lastFault.isEmpty() ? worth : "first fault: " + lastFault);
        tale.figure("receipts verified offline", holding + " in " + took.toMillis() + " ms");
        tale.figure(
                "size of a receipt",
                kept.stream().mapToInt(one -> one.receipt().length).sum() / kept.size() + " bytes on average");
        return new Evidence(trust, kept);
    }

    static boolean held(Verdict verdict) {
        return verdict.outcome() != Verdict.Outcome.INVALID;
    }

    private List<Kept> fetch(Published published) {
        List<Candidate> candidates = new ArrayList<>();
        for (SampleDataset sample : samples.datasets()) {
            Operator publisher = platform.operator(sample.agency() + "-admin");
            DatasetRecords.each(
                    publisher,
                    published.id(sample.key()),
                    record -> candidates.add(
                            new Candidate(UUID.fromString(record.path("record").asString()), publisher)));
        }
        Collections.shuffle(candidates);
        List<Kept> kept = new ArrayList<>();
        for (Candidate candidate : candidates.subList(0, COUNT)) {
            byte[] receipt = candidate
                    .publisher()
                    .fetchesReceipt(candidate.record())
                    .expect(200)
                    .body();
            kept.add(new Kept(candidate.record(), candidate.publisher(), receipt));
            keep("receipts/" + kept.size() + ".json", receipt);
            tale.narrator().progress("fetching receipts", kept.size(), COUNT);
        }
        return kept;
    }

    private void keep(String name, byte[] content) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
