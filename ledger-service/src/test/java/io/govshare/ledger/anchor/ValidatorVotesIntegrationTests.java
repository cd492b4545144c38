package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.chain.AnchorChain;
import io.govshare.chain.BlockHeader;
import io.govshare.chain.ChainHead;
import io.govshare.chain.ChainMismatchException;
import io.govshare.chain.ChainUnavailableException;
import io.govshare.chain.Endpoints;
import io.govshare.chain.FakeAnchorChain;
import io.govshare.chain.RedundantAnchorChain;
import io.govshare.ledger.TestLedger;
import io.govshare.ledger.log.Entries;
import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.QbftSeals;
import io.govshare.proof.chain.ValidatorChanges;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The consortium votes while the ledger anchors; nobody configures anything. */
class ValidatorVotesIntegrationTests {

    @TempDir
    private Path directory;

    private VotingLedger voting;
    private FakeAnchorChain chain;

    @BeforeEach
    void start() {
        voting = VotingLedger.start(directory);
        chain = voting.chain();
    }

    @AfterEach
    void stop() {
        voting.close();
    }

    private ValidatorHistory history() {
        return voting.get(ValidatorHistory.class);
    }

    private LedgerStatus.Validators status() {
        return Optional.ofNullable(voting.get(LedgerStatusReader.class).read().validators())
                .orElseThrow();
    }

    private Anchor.Confirmed newest() {
        return voting.get(Anchors.class).newest(Long.MAX_VALUE, 1).getFirst();
    }

    /** As somebody sees it who trusts the configured set, and has the anchor's header and those beside it. */
    private Optional<String> defectForTheOldTrust(Anchor.Confirmed anchor) {
        ValidatorChanges changes = new ValidatorChanges(
                voting.trusted().stream().map(Address::parse).toList());
        return history().headersUntil(anchor.blockNumber()).stream()
                .flatMap(header -> changes.defect(ValidatorChange.parse(header)).stream())
                .findFirst()
                .or(() -> QbftSeals.defect(ValidatorChange.parse(anchor.header()), changes.inForce()));
    }

    @Test
    void anchorsGoOnThroughVotesAndHoldForWhoeverTrustsTheOldSet() {
        long before = voting.anchor(Entries.numbered(0, 10));
        Anchor.Confirmed first = newest();
        assertThat(status().voted()).isFalse();

        chain.change(chain.candidate(), true);
        voting.anchor(Entries.numbered(10, 20));
        assertThat(status().voted()).isTrue();
        assertThat(status().addresses()).hasSize(5).isEqualTo(chain.validators());
        assertThat(status().fromBlock()).isEqualTo(before + 4);
        assertThat(history().headersUntil(newest().blockNumber())).hasSize(4);
        assertThat(defectForTheOldTrust(newest())).isEmpty();

        chain.change(voting.trusted().getFirst(), false);
        voting.anchor(Entries.numbered(20, 30));
        assertThat(status().addresses())
                .hasSize(4)
                .isEqualTo(chain.validators())
                .isNotEqualTo(voting.trusted());
        assertThat(defectForTheOldTrust(newest())).isEmpty();

        assertThat(history().headersUntil(first.blockNumber())).isEmpty();
        assertThat(defectForTheOldTrust(first)).isEmpty();
    }

    @Test
    void theStatusNamesTheSetOfTheNewestBlockThatWasSeen() {
        voting.anchor(Entries.numbered(0, 10));
        ChainHead before = chain.chainHead();
        chain.change(chain.candidate(), true);
        voting.anchor(Entries.numbered(10, 20));

        voting.get(ChainView.class).sees(before);
        assertThat(status().addresses()).isEqualTo(voting.trusted());
        voting.get(ChainView.class).sees(chain.chainHead());
        assertThat(status().addresses()).hasSize(5).isEqualTo(chain.validators());
    }

    @Test
    void aLongOutageThroughManyVotesIsMadeUpFor() {
        voting.anchor(Entries.numbered(0, 10));
        List<String> former = new ArrayList<>(voting.trusted());
        String newcomer = chain.candidate();
        for (int round = 0; round < 3; round++) {
            chain.change(newcomer, true);
            for (int quiet = 0; quiet < 20; quiet++) {
                chain.mineBlock();
            }
            String leaving = former.removeFirst();
            chain.change(leaving, false);
            newcomer = leaving;
        }

        voting.anchor(Entries.numbered(10, 20));

        assertThat(status().addresses()).isEqualTo(chain.validators());
        assertThat(defectForTheOldTrust(newest())).isEmpty();
    }

    @Test
    void whatWasFoundOutlivesARestartAndIsBelievedOnlyAsFarAsItHolds() {
        voting.anchor(Entries.numbered(0, 10));
        chain.change(chain.candidate(), true);
        voting.anchor(Entries.numbered(10, 20));
        LedgerStatus.Validators found = status();
        List<String> headers = history().headersUntil(newest().blockNumber());

        voting.restart();
        assertThat(status()).isEqualTo(found);

        voting.ledger()
                .jdbc()
                .sql("update validator_change set headers[1] = headers[2]")
                .update();
        assertThat(status().voted()).isFalse();
        assertThat(history().headersUntil(newest().blockNumber())).isEmpty();

        voting.anchor(Entries.numbered(20, 30));
        assertThat(status()).isEqualTo(found);
        assertThat(history().headersUntil(newest().blockNumber())).isEqualTo(headers);

        voting.ledger()
                .jdbc()
                .sql("insert into validator_change (block_number, headers, found_at) values (2, '{0xc0}', now()),"
                        + " (3, '{none}', now()), (1001, '{null}', now()),"
                        + " (1002, '{{a,b},{c,d}}', now()), (1003, '{}', now())")
                .update();
        assertThat(status()).isEqualTo(found);
        assertThat(history().headersUntil(newest().blockNumber())).isEqualTo(headers);
    }

    @Test
    void aChangeThatWasLostIsFoundAgainWhenItsReceiptsAreAskedFor() {
        long base = voting.anchor(Entries.numbered(0, 10));
        String newcomer = chain.candidate();
        chain.change(newcomer, true);
        long between = voting.anchor(Entries.numbered(10, 20));
        Anchor.Confirmed anchor = newest();
        chain.change(newcomer, false);
        voting.anchor(Entries.numbered(20, 30));
        List<String> headers = history().headersUntil(between);
        assertThat(history().sets()).hasSize(3);

        for (String harm : List.of(
                "update validator_change set headers[1] = headers[2] where block_number <= " + between,
                "delete from validator_change where block_number <= " + between,
                "delete from validator_change")) {
            voting.ledger().jdbc().sql(harm).update();
            assertThat(history().sets()).as(harm).hasSize(1);
            assertThat(history().headersUntil(between)).isEmpty();

            assertThat(voting.get(AnchorProofs.class).sound(anchor)).isEqualTo(anchor);

            assertThat(history().headersUntil(between)).as(harm).isEqualTo(headers);
            assertThat(defectForTheOldTrust(anchor)).isEmpty();
            assertThat(history().at(base).orElseThrow().isConfigured()).isTrue();
        }
    }

    @Test
    void aSetThatNobodyVotedForWaitsForTheOperator() {
        voting.anchor(Entries.numbered(0, 10));
        chain.replaceValidators();
        voting.ledger().appendAndSign(Entries.numbered(10, 20));

        assertThat(voting.step()).isEqualTo(Step.WAITING);
        assertThatThrownBy(voting::step)
                .isInstanceOf(ChainMismatchException.class)
                .hasMessageContaining("other validators than those trusted");
        assertThat(history().sets()).hasSize(1);
    }

    @Test
    void aNodeThatLiesHidesNoVoteFromOthersAndInventsNone() {
        voting.anchor(Entries.numbered(0, 10));
        chain.change(chain.candidate(), true);
        long block = chain.chainHead().number();
        FakeAnchorChain invented = FakeAnchorChain.sealed(TestLedger.ORIGIN);
        invented.replaceValidators();
        for (int i = 0; i < 20; i++) {
            invented.mineBlock();
        }

        for (AnchorChain liar : List.of(
                lying(number -> Optional.empty()),
                lying(invented::block),
                lying(number -> number == block ? chain.block(number) : invented.block(number)),
                lying(number -> number == block - 2 ? chain.block(number - 1) : chain.block(number)),
                lying(number -> {
                    throw new ChainUnavailableException("no answer");
                }))) {
            follow(List.of(liar), block);
            assertThat(history().sets()).hasSize(1);
        }

        follow(List.of(lying(invented::block), lying(number -> Optional.empty()), chain), block);
        assertThat(status().addresses()).isEqualTo(chain.validators());
    }

    @Test
    void aNodeThatShowsInventedHeadersSlowlyIsLeftForTheNextOne() {
        voting.anchor(Entries.numbered(0, 10));
        FakeAnchorChain invented = FakeAnchorChain.sealed(TestLedger.ORIGIN);
        invented.replaceValidators();
        for (int i = 0; i < 80; i++) {
            chain.mineBlock();
            invented.mineBlock();
        }
        chain.change(chain.candidate(), true);
        AtomicInteger asked = new AtomicInteger();
        AnchorChain slow = lying(number -> {
            asked.incrementAndGet();
            pause(Duration.ofMillis(400));
            return invented.block(Math.min(number, 80));
        });

        follow(List.of(slow, chain), chain.chainHead().number(), Duration.ofSeconds(1));

        assertThat(asked).hasValueBetween(1, 3);
        assertThat(status().addresses()).isEqualTo(chain.validators());
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(List<AnchorChain> nodes, long block) {
        follow(nodes, block, Duration.ofSeconds(10));
    }

    private void follow(List<AnchorChain> nodes, long block, Duration patience) {
        List<String> names = new ArrayList<>();
        nodes.forEach(node -> names.add("node " + names.size()));
        try (RedundantAnchorChain redundant = new RedundantAnchorChain(
                new Endpoints(names, Clock.systemUTC()), nodes, ConsortiumSeals.of(history()), Clock.systemUTC())) {
            voting.get(ValidatorFollower.class).follow(redundant, block, patience);
        }
    }

    /** Tells other headers than the chain has. */
    private AnchorChain lying(LongFunction<Optional<BlockHeader>> headers) {
        return (AnchorChain) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {AnchorChain.class},
                (_, method, arguments) -> method.getName().equals("block")
                        ? headers.apply((long) arguments[0])
                        : method.invoke(chain, arguments));
    }
}
