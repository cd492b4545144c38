package io.govshare.chain;

import io.govshare.chain.AnchorOutcome.Accepted;
import io.govshare.chain.AnchorOutcome.NonceTooLow;
import io.govshare.chain.AnchorOutcome.Rejected;
import io.govshare.chain.AnchorOutcome.Unreachable;
import io.govshare.chain.SetupTransactions.Step;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.ContractUtils;
import org.web3j.crypto.TransactionDecoder;

/**
 * Sets up the registry and a log in it, once. Both steps look first whether they were done before; each keeps its
 * transaction before sending it, so after a crash, or when no block comes, the same one is sent again. Not to be run by
 * two processes at once with the same key, nor while that key anchors: they would take each other's nonces.
 */
public final class AnchorRegistryDeployer {
    private static final Duration POLL = Duration.ofMillis(200);

    private final ChainConnection connection;
    private final AnchorSigner signer;
    private final GasPrices prices;
    private final SetupTransactions kept;
    private final Duration patience;
    private final Transactions transactions;

    /** @param patience how long to wait for each transaction; the next call goes on waiting for the same one */
    public AnchorRegistryDeployer(
            ChainConnection connection,
            AnchorSigner signer,
            GasPrices prices,
            SetupTransactions kept,
            Duration patience) {
        this.connection = connection;
        this.signer = signer;
        this.prices = prices;
        this.kept = kept;
        this.patience = patience;
        this.transactions = new Transactions(connection, signer);
    }

    /**
     * Deploys the registry, or finds the one that this key deployed: with its first transaction, or with the one kept.
     *
     * @return its address
     * @throws ChainUnavailableException also when the transaction was not mined in time
     */
    public String deploy() {
        connection.requireChainId();
        List<Long> nonces = Stream.concat(
                        Stream.of(0L),
                        kept.find(Step.DEPLOY, signer.address()).stream().map(SignedTransaction::nonce))
                .toList();
        for (long nonce : nonces) {
            if (Registry.isRegistry(connection.code(contractOf(nonce)))) {
                return contractOf(nonce);
            }
        }
        long nonce = mine(Step.DEPLOY, null, Registry.creationCode(), Registry.DEPLOYMENT_GAS_LIMIT);
        try {
            new Registry(connection, contractOf(nonce)).requireForWriting();
        } catch (ChainMismatchException e) {
            kept.forget(Step.DEPLOY);
            throw e;
        }
        return contractOf(nonce);
    }

    /** Opens the log of this origin for the key, unless it is open already. */
    public ChainInfo open(String contract, String origin) {
        Registry registry = new Registry(connection, contract);
        registry.requireForWriting();
        String logId = signer.logId(origin);
        if (!isOpen(registry, logId)) {
            mine(Step.OPEN, contract, registry.open(AnchorSigner.originHash(origin)), Registry.GAS_LIMIT);
            if (!isOpen(registry, logId)) {
                kept.forget(Step.OPEN);
                throw new ChainMismatchException("log " + logId + " is not open although its opening was mined");
            }
        }
        return new ChainInfo(connection.settings().chainId(), contract, logId, signer.address());
    }

    /**
     * Whether this node has the registry, and the log open in it for the key.
     *
     * @throws ChainMismatchException when another contract stands there, or none
     */
    public boolean isOpen(String contract, String origin) {
        Registry registry = new Registry(connection, contract);
        registry.requireForWriting();
        return isOpen(registry, signer.logId(origin));
    }

    private boolean isOpen(Registry registry, String logId) {
        return Answers.read(
                connection.settings(), () -> registry.key(Hex.bytes(logId)).equals(signer.address()));
    }

    private String contractOf(long nonce) {
        return ContractUtils.generateContractAddress(signer.address(), BigInteger.valueOf(nonce));
    }

    /** @return the nonce of the transaction that was mined */
    private long mine(Step step, @Nullable String to, String data, long gasLimit) {
        SignedTransaction signed = prepared(step, to, data, gasLimit);
        long deadline = System.nanoTime() + patience.toNanos();
        do {
            switch (transactions.send(signed)) {
                case Accepted _, Unreachable _ -> {}
                case NonceTooLow low -> {
                    kept.forget(step);
                    throw new ChainMismatchException(
                            "somebody else uses the key " + signer.address() + ": " + low.message());
                }
                case Rejected rejected -> {
                    kept.forget(step);
                    throw new ChainMismatchException("the node refuses the transaction: " + rejected.reason());
                }
            }
            pause();
            MinedAnchor mined = Answers.read(connection.settings(), () -> transactions.mined(signed.hash()))
                    .orElse(null);
            if (mined != null) {
                if (!mined.success()) {
                    kept.forget(step);
                    throw new ChainMismatchException(
                            "transaction " + signed.hash() + " was refused: " + mined.revertReason());
                }
                return signed.nonce();
            }
        } while (System.nanoTime() - deadline < 0);
        throw new ChainUnavailableException("transaction " + signed.hash() + " was not mined within " + patience);
    }

    /**
     * This key's one that is kept, or the same for a higher price where it has become too low; a new one when the chain
     * went back before its nonce, as one that was set up anew has.
     */
    private SignedTransaction prepared(Step step, @Nullable String to, String data, long gasLimit) {
        String sender = signer.address();
        long next = connection.nextNonce(sender);
        Optional<SignedTransaction> earlier = kept.find(step, sender).filter(kept -> kept.nonce() <= next);
        long nonce = earlier.map(SignedTransaction::nonce).orElse(next);
        OptionalLong price = earlier.isPresent() ? higher(earlier.get()) : OptionalLong.of(offer());
        if (earlier.isPresent() && price.isEmpty()) {
            return earlier.get();
        }
        SignedTransaction signed = transactions.sign(nonce, price.getAsLong(), to, data, gasLimit);
        kept.keep(step, sender, signed);
        return signed;
    }

    private long offer() {
        return prices.isFree() ? 0 : prices.offer(connection.gasPrice());
    }

    /** With which a transaction is replaced that offers less than the node asks for by now. */
    private OptionalLong higher(SignedTransaction earlier) {
        if (prices.isFree()) {
            return OptionalLong.empty();
        }
        long offered =
                TransactionDecoder.decode(Hex.of(earlier.raw())).getGasPrice().longValueExact();
        long asked = connection.gasPrice();
        return asked > offered ? prices.raise(offered, asked) : OptionalLong.empty();
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
