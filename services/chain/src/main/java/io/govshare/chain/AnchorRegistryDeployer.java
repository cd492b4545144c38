package io.govshare.chain;

import io.govshare.chain.AnchorOutcome.Accepted;
import io.govshare.chain.AnchorOutcome.NonceTooLow;
import io.govshare.chain.AnchorOutcome.Rejected;
import io.govshare.chain.AnchorOutcome.Unreachable;
import java.math.BigInteger;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.ContractUtils;

/**
 * Sets up the registry and a log in it, once. Both steps look first whether they were done before, so they can be
 * repeated after a crash; both wait until their transaction is mined. Not to be run by two processes at once with the
 * same key, nor while that key anchors: they would take each other's nonces.
 */
public final class AnchorRegistryDeployer {
    private static final Duration POLL = Duration.ofMillis(200);

    private final ChainConnection connection;
    private final AnchorKey key;
    private final Duration patience;
    private final Transactions transactions;

    /** Waits a minute for each transaction: sixty blocks of a healthy network. */
    public AnchorRegistryDeployer(ChainConnection connection, AnchorKey key) {
        this(connection, key, Duration.ofMinutes(1));
    }

    public AnchorRegistryDeployer(ChainConnection connection, AnchorKey key, Duration patience) {
        this.connection = connection;
        this.key = key;
        this.patience = patience;
        this.transactions = new Transactions(connection, key);
    }

    /**
     * Deploys the registry, or finds the one that this key deployed with its first transaction.
     *
     * @return its address
     * @throws ChainUnavailableException also when the transaction was not mined in time
     */
    public String deploy() {
        connection.requireChainId();
        String first = contractOf(0);
        if (Registry.isRegistry(connection.code(first))) {
            return first;
        }
        long nonce = connection.nextNonce(key.address());
        mine(nonce, null, Registry.creationCode(), Registry.DEPLOYMENT_GAS_LIMIT);
        new Registry(connection, contractOf(nonce)).requireForWriting();
        return contractOf(nonce);
    }

    /** Opens the log of this origin for the key, unless it is open already. */
    public ChainInfo open(String contract, String origin) {
        Registry registry = new Registry(connection, contract);
        registry.requireForWriting();
        String logId = key.logId(origin);
        if (!isOpen(registry, logId)) {
            String data = registry.open(AnchorKey.originHash(origin));
            mine(connection.nextNonce(key.address()), contract, data, Registry.GAS_LIMIT);
            if (!isOpen(registry, logId)) {
                throw new ChainMismatchException("log " + logId + " is not open although its opening was mined");
            }
        }
        return new ChainInfo(connection.settings().chainId(), contract, logId, key.address());
    }

    /**
     * Whether this node has the registry, and the log open in it for the key.
     *
     * @throws ChainMismatchException when another contract stands there, or none
     */
    public boolean isOpen(String contract, String origin) {
        Registry registry = new Registry(connection, contract);
        registry.requireForWriting();
        return isOpen(registry, key.logId(origin));
    }

    private boolean isOpen(Registry registry, String logId) {
        return registry.key(Hex.bytes(logId)).equals(key.address());
    }

    private String contractOf(long nonce) {
        return ContractUtils.generateContractAddress(key.address(), BigInteger.valueOf(nonce));
    }

    private void mine(long nonce, @Nullable String to, String data, long gasLimit) {
        Transactions.Signed signed = transactions.sign(nonce, to, data, gasLimit);
        long deadline = System.nanoTime() + patience.toNanos();
        do {
            switch (transactions.send(signed.hash(), signed.raw())) {
                case Accepted _, Unreachable _ -> {}
                case NonceTooLow low ->
                    throw new ChainMismatchException(
                            "somebody else uses the key " + key.address() + ": " + low.message());
                case Rejected rejected ->
                    throw new ChainMismatchException("the node refuses the transaction: " + rejected.reason());
            }
            pause();
            MinedAnchor mined = transactions.mined(signed.hash()).orElse(null);
            if (mined != null) {
                if (!mined.success()) {
                    throw new ChainMismatchException(
                            "transaction " + signed.hash() + " was refused: " + mined.revertReason());
                }
                return;
            }
        } while (System.nanoTime() - deadline < 0);
        throw new ChainUnavailableException("transaction " + signed.hash() + " was not mined within " + patience);
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainUnavailableException("interrupted while waiting for a block", e);
        }
    }
}
