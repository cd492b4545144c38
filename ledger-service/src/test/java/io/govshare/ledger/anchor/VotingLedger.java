package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.FakeAnchorChain;
import io.govshare.ledger.TestLedger;
import io.govshare.proof.merkle.Hash;
import java.nio.file.Path;
import java.util.List;

/** A ledger that trusts the first four validators of a chain in memory, whatever they vote later. */
public final class VotingLedger implements AutoCloseable {

    private final FakeAnchorChain chain = FakeAnchorChain.sealed(TestLedger.ORIGIN);
    private final List<String> trusted = chain.validators();
    private final Path directory;
    private TestLedger ledger;

    private VotingLedger(Path directory) {
        this.directory = directory;
        this.ledger = builder().start();
        Connected.chain(ledger);
    }

    public static VotingLedger start(Path directory) {
        return new VotingLedger(directory);
    }

    private TestLedger.Builder builder() {
        return TestLedger.builder(directory)
                .packages("io.govshare.ledger.anchor")
                .without(AnchorLoop.class)
                .with("govshare.ledger.chain.consensus", "qbft")
                .with("govshare.ledger.chain.validators", String.join(",", trusted))
                .bean("anchorSigner", new KeyOf(chain))
                .bean("chainConnector", (ChainConnector) known -> chain);
    }

    public FakeAnchorChain chain() {
        return chain;
    }

    /** What the operator has configured. */
    public List<String> trusted() {
        return trusted;
    }

    public <T> T get(Class<T> type) {
        return ledger.get(type);
    }

    public TestLedger ledger() {
        return ledger;
    }

    void restart() {
        ledger.stop();
        ledger = builder().after(ledger).start();
        Connected.chain(ledger);
    }

    Step step() {
        return get(Anchorer.class).step(chain);
    }

    /** Appends and anchors; the number of the block that proves it. */
    public long anchor(List<Hash> entries) {
        ledger.appendAndSign(entries);
        assertThat(step()).isEqualTo(Step.WAITING);
        assertThat(step()).isEqualTo(Step.DONE);
        return get(Anchors.class).newest(Long.MAX_VALUE, 1).getFirst().blockNumber();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
