package io.govshare.proof.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.corpus.CorpusCase.Expected;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptBundle;
import io.govshare.proof.receipt.ReceiptVerifier;
import io.govshare.proof.receipt.Step;
import io.govshare.proof.receipt.Trust;
import io.govshare.proof.receipt.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole corpus, as files on disk have it, through the verifier. */
class CorpusUnitTests {
    private static final int TOGETHER = 400;

    private static Corpus.Made made;

    @BeforeAll
    static void write() throws IOException {
        made = Corpus.write(Path.of("target", "corpus"));
    }

    @Test
    void everyFileGetsTheVerdictItWasMadeFor() {
        Map<String, Optional<Trust>> trusts = new HashMap<>();
        made.trusts().forEach((name, text) -> trusts.put(name, trust(text)));
        List<String> wrong = IntStream.rangeClosed(0, made.cases().size() / TOGETHER)
                .parallel()
                .mapToObj(part -> part(part * TOGETHER))
                .flatMap(cases -> wrong(cases, trusts).stream())
                .toList();
        assertThat(wrong).isEmpty();
    }

    private static List<CorpusCase> part(int from) {
        return made.cases().subList(from, Math.min(from + TOGETHER, made.cases().size()));
    }

    /** One verifier for all of them: what it keeps of a case must not change the verdict on the next. */
    private static List<String> wrong(List<CorpusCase> cases, Map<String, Optional<Trust>> trusts) {
        Map<String, ReceiptVerifier> verifiers = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (CorpusCase each : cases) {
            Expected got = trusts.get(each.trust())
                    .map(trust ->
                            verdict(each, verifiers.computeIfAbsent(each.trust(), _ -> new ReceiptVerifier(trust))))
                    .orElse(Expected.UNUSABLE);
            if (!got.equals(each.expected())) {
                wrong.add(each + " is to be " + each.expected() + ", not " + got);
            }
        }
        return wrong;
    }

    @Test
    void everyReceiptOfABundleGetsTheVerdictItWasMadeFor() {
        for (BundleCase each : made.bundles()) {
            ReceiptVerifier verifier =
                    new ReceiptVerifier(Trust.parse(made.trusts().get(each.trust())));
            List<Expected> got = List.of();
            try {
                ReceiptBundle bundle = ReceiptBundle.parse(each.bundle());
                got = verifier.verify(bundle).stream()
                        .map(CorpusUnitTests::expected)
                        .toList();
                assertThat(ReceiptBundle.parse(bundle.toJson().toString())).isEqualTo(bundle);
            } catch (ProofFormatException unusable) {
                assertThat(unusable.getMessage()).as(each.toString()).isNotEmpty();
            }
            assertThat(got).as(each.toString()).isEqualTo(each.expected());
        }
        assertThat(made.bundles()).hasSizeGreaterThan(150);
    }

    @Test
    void theReceiptOfAnErasureTellsWhichRecordIsGone() {
        List<CorpusCase> erasures = made.cases().stream()
                .filter(each -> each.what().equals("the statement that a record was erased"))
                .toList();
        assertThat(erasures).isNotEmpty().allSatisfy(each -> {
            Trust trust = Trust.parse(made.trusts().get(each.trust()));
            assertThat(ReceiptVerifier.verify(Receipt.parse(file(each)), trust).steps())
                    .filteredOn(step -> step.name() == Step.Name.DISCLOSURES)
                    .singleElement()
                    .extracting(Step::detail)
                    .asString()
                    .matches("none; record [0-9a-f-]{36} existed, erased");
        });
    }

    @Test
    void corpusIsLargeAndItsVerdictsAreSpread() {
        Map<String, Integer> counts = new TreeMap<>();
        made.cases().forEach(each -> counts.merge(each.expected().toString(), 1, Integer::sum));
        assertThat(counts.get("VALID")).as(counts.toString()).isGreaterThanOrEqualTo(1_000);
        int mutated = made.cases().size() - counts.get("VALID") - counts.get("NOT_CONSORTIUM_SEALED");
        assertThat(mutated).as(counts.toString()).isGreaterThanOrEqualTo(5_000);
        for (Step.Name step : Step.Name.values()) {
            // the entry is computed, and compared by the inclusion proof
            if (step != Step.Name.ENTRY) {
                assertThat(counts.get("INVALID at " + step)).as(step.toString()).isGreaterThan(60);
            }
        }
        assertThat(made.cases()).extracting(CorpusCase::id).doesNotHaveDuplicates();
    }

    private static Expected verdict(CorpusCase each, ReceiptVerifier verifier) {
        try {
            return expected(verifier.verify(Receipt.parse(file(each))));
        } catch (ProofFormatException unusable) {
            return Expected.UNUSABLE;
        }
    }

    private static Expected expected(Verdict verdict) {
        return new Expected(verdict.outcome().name(), verdict.failed().map(Step::name));
    }

    private static byte[] file(CorpusCase each) {
        byte[] receipt = each.receipt();
        if (each.padTo() == 0) {
            return receipt;
        }
        byte[] padded = Arrays.copyOf(receipt, (int) each.padTo());
        Arrays.fill(padded, receipt.length, padded.length, (byte) ' ');
        return padded;
    }

    private static Optional<Trust> trust(String text) {
        try {
            return Optional.of(Trust.parse(text));
        } catch (ProofFormatException unusable) {
            return Optional.empty();
        }
    }
}
