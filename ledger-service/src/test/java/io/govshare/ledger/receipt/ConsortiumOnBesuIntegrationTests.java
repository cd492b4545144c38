package io.govshare.ledger.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.BesuNetwork;
import io.govshare.ledger.TestLedger;
import io.govshare.ledger.anchor.Anchors;
import io.govshare.ledger.anchor.ValidatorHistory;
import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.BlockHeader;
import io.govshare.proof.chain.HexText;
import io.govshare.proof.chain.QbftSeals;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptVerifier;
import io.govshare.proof.receipt.Step;
import io.govshare.proof.receipt.Trust;
import io.govshare.proof.receipt.Verdict;
import io.govshare.proof.seal.SealedStatement;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real network whose validators stop, come and go while the ledger anchors. Needs four validators and a fifth node that
 * is none, all of them running; leaves the network as it was.
 */
@EnabledIfEnvironmentVariable(named = BesuNetwork.VARIABLE, matches = ".+", disabledReason = BesuNetwork.ABSENT)
@EnabledIfEnvironmentVariable(named = BesuNetwork.FOLDER, matches = ".+", disabledReason = BesuNetwork.NO_FOLDER)
class ConsortiumOnBesuIntegrationTests {

    private static final Logger LOG = LoggerFactory.getLogger(ConsortiumOnBesuIntegrationTests.class);
    private static final Duration SOON = Duration.ofMinutes(1);
    /** The round's timeout doubles with each round that fails. */
    private static final Duration AFTER_A_STALL = Duration.ofMinutes(4);

    private static final int MAJORITY = 3;
    private static final int FIFTH = 5;

    @TempDir
    private Path directory;

    private BesuNetwork network;
    private TestLedger ledger;
    private ReceiptMaker maker;
    private Trust old;

    @BeforeEach
    void start() {
        network = BesuNetwork.connect();
        assertThat(network.validators()).as("validators at the beginning").hasSize(4);
        ledger = TestLedger.builder(directory)
                .packages("io.govshare.ledger.anchor")
                .with(
                        "govshare.ledger.chain.url",
                        BesuNetwork.urls().stream().map(Object::toString).collect(Collectors.joining(",")))
                .with("govshare.ledger.chain.id", network.chainId())
                .with("govshare.ledger.chain.consensus", "qbft")
                .with("govshare.ledger.chain.validators", String.join(",", trusted()))
                .start();
        maker = new ReceiptMaker(ledger);
        anchored(SOON);
        old = maker.trust(trusted());
    }

    @AfterEach
    void stop() {
        ledger.close();
        network.close();
    }

    private List<String> trusted() {
        return network.validators().stream().map(Address::toString).toList();
    }

    private static void await(String what, Duration patience, BooleanSupplier condition) {
        Instant until = Clock.systemUTC().instant().plus(patience);
        while (!condition.getAsBoolean()) {
            if (Clock.systemUTC().instant().isAfter(until)) {
                throw new AssertionError("waited in vain for " + what);
            }
            pause(Duration.ofMillis(200));
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static long millisSince(Instant begin) {
        return Duration.between(begin, Clock.systemUTC().instant()).toMillis();
    }

    private SealedStatement appended() {
        SealedStatement statement = maker.seal();
        ledger.appendAndSign(List.of(statement.entry()));
        return statement;
    }

    private boolean isAnchored(long size) {
        return ledger.get(Anchors.class).confirmedSize() >= size;
    }

    private SealedStatement anchored(Duration patience) {
        long size = ledger.get(Anchors.class).confirmedSize() + 1;
        SealedStatement statement = appended();
        await("anchor of size " + size, patience, () -> isAnchored(size));
        return statement;
    }

    /** What the old trust file says of the seals. */
    private String seals(Receipt receipt) {
        Verdict verdict = ReceiptVerifier.verify(receipt, old);
        assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Verdict.Outcome.VALID);
        return verdict.steps().stream()
                .filter(step -> step.name() == Step.Name.VALIDATORS)
                .map(Step::detail)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anchoringGoesOnWithoutOneValidator() {
        BesuNetwork.suspend(4);
        try {
            pause(Duration.ofSeconds(3));
            Instant begin = Clock.systemUTC().instant();
            Receipt receipt = maker.receipt(anchored(SOON));
            LOG.info("anchored with one of four stopped after {} ms", millisSince(begin));
            assertThat(seals(receipt)).isEqualTo("sealed by 3 of 4 validators");
            BlockHeader header =
                    BlockHeader.parse(HexText.parse(receipt.anchor().block().header()));
            assertThat(QbftSeals.defect(header, network.validators())).isEmpty();
        } finally {
            BesuNetwork.resume(4);
        }
    }

    @Test
    void withoutTwoValidatorsEntriesWaitAndThenAllAreAnchored() {
        List<SealedStatement> waiting = new ArrayList<>();
        BesuNetwork.suspend(3);
        BesuNetwork.suspend(4);
        long before;
        Instant resumed;
        try {
            // a block may be sealed already and on its way
            pause(Duration.ofSeconds(3));
            before = ledger.get(Anchors.class).confirmedSize();
            for (int i = 0; i < 10; i++) {
                waiting.add(appended());
                pause(Duration.ofSeconds(1));
            }
            assertThat(ledger.get(Anchors.class).confirmedSize()).isEqualTo(before);
        } finally {
            BesuNetwork.resume(3);
            BesuNetwork.resume(4);
            resumed = Clock.systemUTC().instant();
        }
        long all = before + waiting.size();
        await("all that waited", AFTER_A_STALL, () -> isAnchored(all));
        LOG.info("drained {} ms after two of four came back", millisSince(resumed));
        waiting.forEach(
                statement -> assertThat(seals(maker.receipt(statement))).matches("sealed by [34] of 4 validators"));
    }

    @Test
    void receiptsFromBeforeAndAfterVotesHoldForTheOldTrustFile() {
        Address fifth = BesuNetwork.address(FIFTH);
        SealedStatement before = anchored(SOON);
        List<SealedStatement> during = new ArrayList<>(voted(fifth, true));
        SealedStatement withFive = anchored(SOON);
        during.addAll(voted(fifth, false));
        SealedStatement after = anchored(SOON);

        assertThat(seals(maker.receipt(before))).matches("sealed by [34] of 4 validators");
        assertThat(seals(maker.receipt(withFive))).matches("sealed by [45] of 5 validators, known by .*");
        assertThat(seals(maker.receipt(after))).matches("sealed by [34] of 4 validators, known by .*");
        during.forEach(statement -> assertThat(seals(maker.receipt(statement))).startsWith("sealed by "));
        LOG.info("receipts of {} statements hold; the last: {}", during.size() + 3, seals(maker.receipt(after)));
        List<SealedStatement> all = new ArrayList<>(List.of(before, withFive, after));
        all.addAll(during);
        assertThat(maker.bundle(all).receipts())
                .allSatisfy(receipt -> assertThat(seals(receipt)).isNotEmpty());
        List<ValidatorHistory.InForce> sets = ledger.get(ValidatorHistory.class).sets();
        assertThat(sets.stream().map(set -> set.addresses().size())).containsExactly(4, 5, 4);
        assertThat(sets.getLast().addresses()).isEqualTo(network.validators());
    }

    /** Anchors as long as the vote takes; what was anchored meanwhile. */
    private List<SealedStatement> voted(Address fifth, boolean add) {
        List<SealedStatement> anchored = new ArrayList<>();
        Instant begin = Clock.systemUTC().instant();
        network.vote(MAJORITY, fifth, add);
        try {
            while (network.validatorsNow().contains(fifth) != add) {
                assertThat(Duration.between(begin, Clock.systemUTC().instant())).isLessThan(AFTER_A_STALL);
                anchored.add(anchored(SOON));
            }
        } finally {
            network.stopVoting(MAJORITY, fifth);
        }
        LOG.info(
                "{} after {} ms, with {} anchors meanwhile",
                add ? "voted in" : "voted out",
                millisSince(begin),
                anchored.size());
        return anchored;
    }
}
