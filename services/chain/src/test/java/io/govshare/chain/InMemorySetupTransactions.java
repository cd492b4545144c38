package io.govshare.chain;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Forgets with the test. */
public final class InMemorySetupTransactions implements SetupTransactions {
    private final Map<Step, SignedTransaction> kept = new EnumMap<>(Step.class);
    private final Map<Step, String> senders = new EnumMap<>(Step.class);

    /** With a memory of its own, on a chain where gas is free. */
    public static AnchorRegistryDeployer deployer(ChainConnection connection, AnchorSigner signer) {
        return new AnchorRegistryDeployer(
                connection, signer, GasPrices.free(), new InMemorySetupTransactions(), Duration.ofMinutes(1));
    }

    @Override
    public synchronized Optional<SignedTransaction> find(Step step, String sender) {
        return sender.equals(senders.get(step)) ? Optional.ofNullable(kept.get(step)) : Optional.empty();
    }

    @Override
    public synchronized void keep(Step step, String sender, SignedTransaction transaction) {
        kept.put(step, transaction);
        senders.put(step, sender);
    }

    @Override
    public synchronized void forget(Step step) {
        kept.remove(step);
    }
}
