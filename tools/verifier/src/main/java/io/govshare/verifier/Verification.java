package io.govshare.verifier;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptBundle;
import io.govshare.proof.receipt.ReceiptFile;
import io.govshare.proof.receipt.ReceiptVerifier;
import io.govshare.proof.receipt.Verdict;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** One run of the verifier. Verdicts go to {@code out}, everything that prevents a verdict to {@code err}. */
public final class Verification {
    private final PrintStream out;
    private final PrintStream err;

    public Verification(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public ExitStatus run(String... args) {
        return switch (Arguments.parse(args)) {
            case Arguments.Help _ -> {
                out.print(Arguments.USAGE);
                yield ExitStatus.VALID;
            }
            case Arguments.Mistaken mistaken -> {
                err.print(mistaken.reason() + "\n\n" + Arguments.USAGE);
                yield ExitStatus.UNUSABLE;
            }
            case Arguments.Verify verify -> verify(verify);
        };
    }

    private ExitStatus verify(Arguments.Verify asked) {
        TrustFile trust;
        try {
            trust = TrustFile.read(asked.trust());
        } catch (ProofFormatException e) {
            err.print(Report.unusable(asked.trust().toString(), reason(e)));
            return ExitStatus.UNUSABLE;
        }
        Run run = new Run(asked, trust, new ReceiptVerifier(trust.trust()));
        ExitStatus worst = ExitStatus.VALID;
        for (Path file : asked.receipts()) {
            worst = worst.worse(run.verify(file));
        }
        return worst;
    }

    /** All files of a run are checked by one trust file. */
    private final class Run {
        private final Arguments.Verify asked;
        private final TrustFile trust;
        private final ReceiptVerifier verifier;

        Run(Arguments.Verify asked, TrustFile trust, ReceiptVerifier verifier) {
            this.asked = asked;
            this.trust = trust;
            this.verifier = verifier;
        }

        ExitStatus verify(Path file) {
            ReceiptFile read;
            try {
                read = ReceiptFile.parse(InputFile.read(file, Receipt.MAX_BYTES));
            } catch (ProofFormatException e) {
                if (asked.json()) {
                    out.print(Report.unusableJson(file.toString(), reason(e)));
                } else {
                    err.print(Report.unusable(file.toString(), reason(e)));
                }
                return ExitStatus.UNUSABLE;
            }
            return switch (read) {
                case Receipt receipt -> report(file.toString(), verifier.verify(receipt));
                case ReceiptBundle bundle -> verify(file.toString(), bundle);
            };
        }

        /** A verdict for each receipt, named by its place in the bundle. */
        private ExitStatus verify(String name, ReceiptBundle bundle) {
            ExitStatus worst = ExitStatus.VALID;
            int passed = 0;
            List<Verdict> verdicts = verifier.verify(bundle);
            for (int i = 0; i < verdicts.size(); i++) {
                ExitStatus status = report(name + '#' + i, verdicts.get(i));
                passed += status == ExitStatus.VALID ? 1 : 0;
                worst = worst.worse(status);
            }
            if (!asked.json()) {
                out.print(Report.bundle(name, passed, verdicts.size()));
            }
            return worst;
        }

        private ExitStatus report(String name, Verdict verdict) {
            out.print(asked.json() ? Report.json(name, verdict, trust) : Report.text(name, verdict, trust));
            return switch (verdict.outcome()) {
                case VALID -> ExitStatus.VALID;
                case NOT_CONSORTIUM_SEALED -> asked.development() ? ExitStatus.VALID : ExitStatus.NOT_VALID;
                case INVALID -> ExitStatus.NOT_VALID;
            };
        }
    }

    private static String reason(ProofFormatException e) {
        return Objects.requireNonNullElse(e.getMessage(), "cannot be used");
    }
}
