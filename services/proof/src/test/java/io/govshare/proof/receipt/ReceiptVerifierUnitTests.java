package io.govshare.proof.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.chain.HexText;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptVerifierUnitTests {
    private static final TestReceipts WORLD = new TestReceipts();
    private static final List<BadReceipts.BadReceipt> BAD = BadReceipts.all(WORLD);

    @Test
    void goodReceiptPassesEveryStep() {
        for (Receipt receipt : List.of(
                WORLD.receipt(),
                WORLD.receiptWithoutDisclosures(),
                WORLD.receiptOf(WORLD.accessGranted(), List.of()))) {
            Verdict verdict = ReceiptVerifier.verify(receipt, WORLD.trust());
            assertThat(verdict.steps()).allMatch(step -> step.status() == Step.Status.PASSED);
            assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.VALID);
            assertThat(verdict.valid()).isTrue();
            assertThat(verdict.failed()).isEmpty();
            assertThat(verdict.steps().stream().map(step -> step.name().toString()))
                    .containsExactly(
                            "format",
                            "seal",
                            "disclosures",
                            "entry",
                            "inclusion",
                            "checkpoint",
                            "anchor",
                            "block",
                            "validators");
        }
    }

    @Test
    void verdictSaysHowManyValidatorsSealed() {
        for (int count : List.of(3, 4)) {
            Verdict verdict = ReceiptVerifier.verify(WORLD.receiptWithSeals(count), WORLD.trust());
            assertThat(verdict.steps().getLast().detail()).isEqualTo("sealed by " + count + " of 4 validators");
        }
    }

    static List<BadReceipts.BadReceipt> badReceipts() {
        return BAD;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badReceipts")
    void badReceiptFailsAtItsStepAndNoFurtherOneIsTaken(BadReceipts.BadReceipt bad) {
        // by way of the file, as a verifier gets it
        Verdict verdict =
                ReceiptVerifier.verify(Receipt.parse(bad.receipt().toJson().toString()), WORLD.trust());
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.INVALID);
        Step failed = verdict.failed().orElseThrow();
        assertThat(failed.name()).isEqualTo(bad.failing());
        assertThat(failed.detail()).contains(bad.reason());
        assertThat(verdict.steps()).hasSize(9);
        for (Step step : verdict.steps()) {
            int order = step.name().compareTo(bad.failing());
            Step.Status expected =
                    order < 0 ? Step.Status.PASSED : order > 0 ? Step.Status.SKIPPED : Step.Status.FAILED;
            assertThat(step.status()).as(step.name().toString()).isEqualTo(expected);
        }
    }

    @Test
    void everyStepHasReceiptsThatFailAtIt() {
        Map<Step.Name, Long> counts = new EnumMap<>(Step.Name.class);
        badReceipts().forEach(bad -> counts.merge(bad.failing(), 1L, Long::sum));
        // entry cannot fail by itself: it is computed, and compared by the inclusion proof
        assertThat(counts.keySet()).hasSize(Step.Name.values().length - 1).doesNotContain(Step.Name.ENTRY);
        assertThat(badReceipts())
                .hasSizeGreaterThan(35)
                .extracting(BadReceipts.BadReceipt::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void developmentChainIsNeverValid() {
        Verdict verdict = ReceiptVerifier.verify(WORLD.developmentReceipt(), WORLD.developmentTrust());
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.NOT_CONSORTIUM_SEALED);
        assertThat(verdict.valid()).isFalse();
        Step validators = verdict.steps().getLast();
        assertThat(validators.status()).isEqualTo(Step.Status.SKIPPED);
        assertThat(validators.detail()).contains("not consortium-sealed");
        assertThat(ReceiptVerifier.verify(WORLD.receipt(), WORLD.developmentTrust())
                        .failed())
                .map(Step::name)
                .contains(Step.Name.BLOCK);
        assertThat(ReceiptVerifier.verify(WORLD.developmentReceipt(), WORLD.trust())
                        .failed())
                .map(Step::name)
                .contains(Step.Name.BLOCK);
    }

    @Test
    void keyMustBeValidWhenTheSealWasMade() {
        assertThat(failingWith("\"validUntil\":null", "\"validUntil\":\"2026-11-22T10:00:00Z\""))
                .isEqualTo(Step.Name.SEAL);
        assertThat(failingWith("\"validUntil\":null", "\"validUntil\":\"2026-11-22T10:00:01Z\""))
                .isNull();
        assertThat(failingWith("2026-11-22T10:00:00.750Z", "2026-11-22T10:00:01Z"))
                .isEqualTo(Step.Name.SEAL);
        // iat is in whole seconds: a key of this very second counts
        assertThat(failingWith("2026-11-22T10:00:00.750Z", "2026-11-22T10:00:00.999Z"))
                .isNull();
    }

    @Test
    void validatorsAreThoseInForceAtTheBlock() {
        JsonValue.Obj trust = WORLD.trustJson();
        JsonValue.Array sets = (JsonValue.Array) trust.members().get("validators");
        JsonValue.Obj present = (JsonValue.Obj) sets.values().getFirst();
        JsonValue other =
                JsonReader.parse("{\"fromBlock\":0,\"addresses\":[\"0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a\"]}");
        assertThat(failing(trust, other, TestReceipts.with(present, "fromBlock", JsonValue.of(77))))
                .isNull();
        assertThat(failing(trust, other, TestReceipts.with(present, "fromBlock", JsonValue.of(78))))
                .isEqualTo(Step.Name.VALIDATORS);
        assertThat(failing(trust, TestReceipts.with(present, "fromBlock", JsonValue.of(78))))
                .isEqualTo(Step.Name.VALIDATORS);
        assertThat(failing(trust, present, TestReceipts.with((JsonValue.Obj) other, "fromBlock", JsonValue.of(50))))
                .isEqualTo(Step.Name.VALIDATORS);
    }

    @Test
    void receiptSurvivesTheWayToItsFileAndBack() {
        Receipt receipt = WORLD.receipt();
        assertThat(Receipt.parse(JsonWriter.bytes(receipt.toJson()))).isEqualTo(receipt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'format':'govshare-receipt/v1' -> 'format':'govshare-receipt/v2'",
                "'chainId':20261 -> 'chainId':'20261'",
                "'chainId':20261 -> 'chainId':20261.0",
                "'chainId':20261 -> 'chainId':0",
                "'leafIndex':5 -> 'leafIndex':-1",
                "'leafIndex':5 -> 'leafIndex':9223372036854775808",
                "'leafIndex':5 -> 'leafIndex':5,'leafIndex':6",
                "'treeSize':13, -> ",
                "'size':13 -> 'size':13,'sizes':13",
                "'contract':'0xc0ffee -> 'contract':'c0ffee",
                "'number':77 -> 'number':null",
                "'accountProof':[ -> 'accountProof':[1,",
                "'storageProof':[ -> 'storageProof':['0xzz',",
                "'path':[ -> 'path':['AAAA',",
                "'inclusion':{ -> 'inclusion':[],'was':{",
            })
    void malformedReceiptsAreNoReceipts(String change) {
        String[] fromTo = change.replace('\'', '"').split(" -> ", -1);
        String good = WORLD.receipt().toJson().toString();
        String bad = good.replace(fromTo[0], fromTo[1]);
        assertThat(bad).isNotEqualTo(good);
        assertThatThrownBy(() -> Receipt.parse(bad)).isInstanceOf(ProofFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'format':'govshare-trust/v1' -> 'format':'x'",
                "'consensus':'qbft' -> 'consensus':'clique'",
                "'origin': -> 'more':1,'origin':",
                "'fromBlock':0 -> 'fromBlock':-1",
                "'code':'tax' -> 'code':'fiscal'",
                "'kid':' -> 'kid':'x",
                "'validFrom':'2026 -> 'validFrom':'yesterday 2026",
                "'chainId':20261 -> 'chainId':1e4",
            })
    void malformedTrustFilesAreRefused(String change) {
        String[] fromTo = change.replace('\'', '"').split(" -> ", -1);
        String good = WORLD.trustJson().toString();
        String bad = good.replace(fromTo[0], fromTo[1]);
        assertThat(bad).isNotEqualTo(good);
        assertThatThrownBy(() -> Trust.parse(bad)).isInstanceOf(ProofFormatException.class);
    }

    @Test
    void trustFilesThatContradictThemselvesAreRefused() {
        JsonValue.Obj trust = WORLD.trustJson();
        JsonValue none = new JsonValue.Array(List.of());
        assertThatThrownBy(() ->
                        Trust.parse(TestReceipts.with(trust, "validators", none).toString()))
                .hasMessage("a QBFT chain has validators");
        JsonValue.Array sets = (JsonValue.Array) trust.members().get("validators");
        JsonValue twice = new JsonValue.Array(
                List.of(sets.values().getFirst(), sets.values().getFirst()));
        assertThatThrownBy(() -> Trust.parse(
                        TestReceipts.with(trust, "validators", twice).toString()))
                .hasMessageContaining("in the order of their blocks");
        Trust development = Trust.parse(TestReceipts.with(
                        TestReceipts.with(trust, "validators", none), "consensus", JsonValue.of("development"))
                .toString());
        assertThat(development.validators()).isEmpty();
    }

    @Test
    void anchorOfABundleIsCheckedOnceHoweverLargeAndHoweverManyThereAre() {
        List<Receipt> receipts = new ArrayList<>();
        for (int turn = 0; turn < 2; turn++) {
            for (int headers = 1; headers <= 20; headers++) {
                receipts.add(WORLD.withAnchor(carrying(headers)));
            }
        }
        List<Verdict> verdicts = new ReceiptVerifier(WORLD.trust()).verify(ReceiptBundle.parse(bundle(receipts)));
        assertThat(verdicts).hasSize(40);
        for (int i = 0; i < 20; i++) {
            Step taken = verdicts.get(i).steps().getLast();
            assertThat(taken.status()).isEqualTo(Step.Status.FAILED);
            // the very same, so nothing was checked again for the second receipt
            assertThat(verdicts.get(20 + i).steps().getLast()).isSameAs(taken);
        }
    }

    @Test
    void bundleHasAtMost4096HeadersOfChanges() {
        List<Receipt> receipts = new ArrayList<>();
        for (int anchor = 0; anchor < 32; anchor++) {
            receipts.add(WORLD.withAnchor(carrying(anchor, 128)));
        }
        assertThat(ReceiptBundle.parse(bundle(receipts)).receipts()).isEqualTo(receipts);
        receipts.add(WORLD.withAnchor(carrying(1)));
        assertThatThrownBy(() -> ReceiptBundle.parse(bundle(receipts)))
                .hasMessage("a bundle has at most 4096 headers of changes in all");
    }

    private static String bundle(List<Receipt> receipts) {
        return new ReceiptBundle(receipts).toJson().toString();
    }

    /** Headers, none of which can be read, of 16 KiB each: from nine on, nothing that is kept for a receipt by itself. */
    private static UnaryOperator<Receipt.Anchor> carrying(int headers) {
        String header = "0x" + "00".repeat(16 << 10);
        return anchor -> carrying(anchor, Collections.nCopies(headers, header));
    }

    private static UnaryOperator<Receipt.Anchor> carrying(int first, int headers) {
        String header = HexText.format(new byte[] {(byte) first});
        return anchor -> carrying(anchor, Collections.nCopies(headers, header));
    }

    private static Receipt.Anchor carrying(Receipt.Anchor anchor, List<String> headers) {
        return new Receipt.Anchor(
                anchor.chainId(),
                anchor.contract(),
                anchor.logId(),
                anchor.size(),
                anchor.block(),
                anchor.accountProof(),
                anchor.storageProof(),
                headers);
    }

    @Test
    void verdictAsJsonNamesEveryStep() {
        String json =
                ReceiptVerifier.verify(WORLD.receipt(), WORLD.trust()).toJson().toString();
        assertThat(json).startsWith("{\"outcome\":\"VALID\",\"steps\":[{\"name\":\"format\",\"status\":\"passed\"");
    }

    @Test
    void randomDamageIsNeverValid() {
        byte[] good = JsonWriter.bytes(WORLD.receipt().toJson());
        Trust trust = WORLD.trust();
        Random random = new Random(2026);
        int parsed = 0;
        for (int round = 0; round < 500; round++) {
            byte[] damaged = good.clone();
            int at = random.nextInt(damaged.length);
            damaged[at] = (byte) "0123456789abcdefABCDEF{}[]\",:xyz".charAt(random.nextInt(32));
            if (damaged[at] == good[at]) {
                continue;
            }
            try {
                Receipt receipt = Receipt.parse(damaged);
                parsed++;
                Verdict verdict = ReceiptVerifier.verify(receipt, trust);
                // upper and lower case of hexadecimal digits mean the same bytes
                boolean same = new String(damaged, StandardCharsets.UTF_8)
                        .equalsIgnoreCase(new String(good, StandardCharsets.UTF_8));
                assertThat(verdict.valid() && !same).isFalse();
            } catch (ProofFormatException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
        assertThat(parsed).isPositive();
    }

    private static Step.Name failingWith(String from, String to) {
        String trust = WORLD.trustJson().toString();
        assertThat(trust).contains(from);
        return failing(Trust.parse(trust.replace(from, to)));
    }

    private static Step.Name failing(JsonValue.Obj trust, JsonValue... sets) {
        JsonValue validators = new JsonValue.Array(Stream.of(sets).toList());
        return failing(
                Trust.parse(TestReceipts.with(trust, "validators", validators).toString()));
    }

    private static Step.Name failing(Trust trust) {
        return ReceiptVerifier.verify(WORLD.receipt(), trust)
                .failed()
                .map(Step::name)
                .orElse(null);
    }
}
