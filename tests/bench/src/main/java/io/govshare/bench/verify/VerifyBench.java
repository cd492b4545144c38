package io.govshare.bench.verify;

import io.govshare.bench.Table;
import io.govshare.bench.Table.Aim;
import io.govshare.proof.corpus.SampleReceipts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Sizes of receipts and, by JMH, the time to verify them, in a log of a million entries. */
public final class VerifyBench {

    private static final int LOG = 1_000_003;
    private static final int WARM_UPS = 5;

    private final Table table;
    private final Path scratch;
    private final int seconds;

    /**
     * @param scratch an empty folder
     * @param seconds for how long each is measured, after as long for warming up, but no longer than 5 seconds
     */
    public VerifyBench(PrintStream out, Path scratch, int seconds) {
        this.table = new Table(out);
        this.scratch = scratch;
        this.seconds = seconds;
    }

    public void run() throws IOException, RunnerException {
        SampleReceipts samples = SampleReceipts.inLogOf(LOG, SampleFiles.RECEIPTS);
        SampleFiles.write(samples, scratch);
        table.heading("Receipts of records with 6 fields, 4 validators, a log of a million entries");
        int largest =
                samples.alone().stream().mapToInt(file -> file.length).max().orElseThrow();
        table.figure("a receipt alone", largest, "bytes", Aim.atMost(12_000));
        double each = (double) samples.bundle().length / SampleFiles.RECEIPTS;
        table.figure("a record in a bundle of 100", each, "bytes", Aim.atMost(2_500));
        Map<String, Result<?>> receipts = measure(ReceiptBenchmark.class);
        Result<?> alone = of(receipts, "alone");
        table.figure("a receipt alone, bytes to verdict, warm: mean", alone.getScore(), "ms");
        table.figure(
                "a receipt alone, bytes to verdict, warm: p99",
                alone.getStatistics().getPercentile(99),
                "ms",
                Aim.atMost(10));
        table.figure("bundles of 100, one core", of(receipts, "bundled").getScore(), "receipts/s", Aim.atLeast(2_000));

        table.heading("What verifying consists of, beside the plain call of the library");
        Map<String, Result<?>> primitives = measure(PrimitiveBenchmark.class);
        beside(primitives, "SHA-256 of a statement of 1,000 bytes", "sha256Statement");
        beside(primitives, "SHA-256 of a node of the log's tree", "sha256Node");
        beside(primitives, "Keccak-256 of a branch of a trie", "keccak");
        beside(primitives, "ES256 seal of a statement", "es256");
        beside(primitives, "Ed25519 signature of a checkpoint", "ed25519");
        beside(primitives, "four seals of a block: recovery of signers, header", "seals");
        table.summary();
    }

    private void beside(Map<String, Result<?>> results, String what, String name) {
        double ours = of(results, name).getScore();
        double library = of(results, name + "Library").getScore();
        table.figure(what, ours, "us");
        table.figure("  the library's own", library, "us");
        table.figure("  speed beside the library's", library / ours, "times");
    }

    private Map<String, Result<?>> measure(Class<?> benchmark) throws RunnerException {
        Map<String, Result<?>> results = new HashMap<>();
        for (RunResult run : new Runner(new OptionsBuilder()
                        .include(benchmark.getName() + "\\.")
                        .forks(1)
                        .warmupIterations(Math.min(WARM_UPS, seconds))
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(seconds)
                        .measurementTime(TimeValue.seconds(1))
                        .shouldFailOnError(true)
                        // One thread measures; nobody collects its garbage on the other cores.
                        .jvmArgs(
                                "-XX:+UseSerialGC",
                                "-Xmx1g",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-D" + SampleFiles.PROPERTY + "=" + scratch)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run()) {
            Result<?> result = run.getPrimaryResult();
            results.put(result.getLabel(), result);
        }
        return results;
    }

    private static Result<?> of(Map<String, Result<?>> results, String name) {
        return Objects.requireNonNull(results.get(name), name);
    }
}
