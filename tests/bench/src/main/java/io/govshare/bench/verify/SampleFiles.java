package io.govshare.bench.verify;

import io.govshare.proof.corpus.SampleReceipts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Sample receipts as files: made once, read by each JVM that measures. */
final class SampleFiles {

    /** The folder, for the JVMs that measure. */
    static final String PROPERTY = "govshare.bench.samples";

    static final int RECEIPTS = 100;

    private static final String TRUST = "trust.json";
    private static final String BUNDLE = "bundle.json";

    private SampleFiles() {}

    static void write(SampleReceipts samples, Path folder) throws IOException {
        Files.write(folder.resolve(TRUST), samples.trust());
        Files.write(folder.resolve(BUNDLE), samples.bundle());
        for (int i = 0; i < RECEIPTS; i++) {
            Files.write(folder.resolve(i + ".json"), samples.alone().get(i));
        }
    }

    static byte[] trust() {
        return read(TRUST);
    }

    static byte[] bundle() {
        return read(BUNDLE);
    }

    static List<byte[]> alone() {
        List<byte[]> alone = new ArrayList<>();
        for (int i = 0; i < RECEIPTS; i++) {
            alone.add(read(i + ".json"));
        }
        return alone;
    }

    private static byte[] read(String name) {
        String folder = Objects.requireNonNull(System.getProperty(PROPERTY), PROPERTY);
        try {
            return Files.readAllBytes(Path.of(folder, name));
        } catch (IOException e) {
            throw new UncheckedIOException("no sample receipts", e);
        }
    }
}
