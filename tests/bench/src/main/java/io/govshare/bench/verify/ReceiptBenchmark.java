package io.govshare.bench.verify;

import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptBundle;
import io.govshare.proof.receipt.ReceiptFile;
import io.govshare.proof.receipt.ReceiptVerifier;
import io.govshare.proof.receipt.Trust;
import io.govshare.proof.receipt.Verdict;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a file's bytes to the verdict, in one thread, by a trust file that was read before. */
@State(Scope.Thread)
public class ReceiptBenchmark {

    private final Trust trust = Trust.parse(SampleFiles.trust());
    private final List<byte[]> alone = SampleFiles.alone();
    private final byte[] bundle = SampleFiles.bundle();
    private int next;

    /** Each receipt with a verifier of its own, as if it were the only one. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Verdict alone() {
        Receipt receipt = Receipt.parse(alone.get(next));
        next = (next + 1) % alone.size();
        return requireValid(ReceiptVerifier.verify(receipt, trust));
    }

    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @OperationsPerInvocation(SampleFiles.RECEIPTS)
    public List<Verdict> bundled() {
        if (!(ReceiptFile.parse(bundle) instanceof ReceiptBundle receipts)) {
            throw new IllegalStateException("the sample is no bundle");
        }
        List<Verdict> verdicts = new ReceiptVerifier(trust).verify(receipts);
        verdicts.forEach(ReceiptBenchmark::requireValid);
        return verdicts;
    }

    private static Verdict requireValid(Verdict verdict) {
        if (!verdict.valid()) {
            throw new IllegalStateException("a good receipt failed");
        }
        return verdict;
    }
}
