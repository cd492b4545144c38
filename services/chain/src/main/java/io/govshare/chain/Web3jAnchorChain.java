package io.govshare.chain;

import io.govshare.chain.AnchorOutcome.Unreachable;
import io.govshare.proof.merkle.Hash;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.web3j.protocol.core.Response;

/** Anchors one log in one registry over JSON-RPC. */
public final class Web3jAnchorChain implements AnchorChain {
    private final ChainConnection connection;
    private final ChainInfo info;
    private final byte[] logId;
    private final Registry registry;
    private final Web3jReadOnlyChain reading;
    private final Transactions transactions;

    /**
     * No network: a ledger starts while the chain is down. The log must have been opened by this key, see
     * {@link AnchorRegistryDeployer#open}.
     */
    public Web3jAnchorChain(ChainConnection connection, AnchorSigner signer, String contract, String origin) {
        this.connection = connection;
        this.info = new ChainInfo(connection.settings().chainId(), contract, signer.logId(origin), signer.address());
        this.logId = Hex.bytes(info.logId());
        this.registry = new Registry(connection, contract);
        this.reading = new Web3jReadOnlyChain(connection, registry, info.logId());
        this.transactions = new Transactions(connection, signer);
    }

    @Override
    public ChainInfo info() {
        return info;
    }

    @Override
    public SignedAnchor sign(AnchorRequest request, long nonce, long gasPrice) {
        SignedTransaction signed = transactions.sign(
                nonce, gasPrice, info.contract(), registry.anchor(logId, request), Registry.GAS_LIMIT);
        return new SignedAnchor(signed, gasPrice, request);
    }

    @Override
    public long gasPrice() {
        return read(() -> {
            connection.requireChainId();
            return connection.gasPrice();
        });
    }

    @Override
    public long nextNonce() {
        return read(() -> {
            connection.requireChainId();
            return connection.nextNonce(info.sender());
        });
    }

    @Override
    public AnchorOutcome send(SignedAnchor anchor) {
        try {
            return read(() -> {
                registry.requireForWriting();
                return transactions.send(anchor.transaction());
            });
        } catch (ChainUnavailableException | ChainMismatchException e) {
            return new Unreachable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<MinedAnchor> mined(String txHash) {
        return read(() -> {
            connection.requireChainId();
            return transactions.mined(txHash);
        });
    }

    @Override
    public AnchorProof prove(long size, long blockNumber) {
        return read(() -> proof(size, blockNumber));
    }

    private AnchorProof proof(long size, long blockNumber) {
        BlockHeader block =
                block(blockNumber).orElseThrow(() -> new StateGoneException("the node has no block " + blockNumber));
        String slot = AnchorSlot.of(info.logId(), size);
        RpcAnswers.Proof answer = connection.ask(
                "eth_getProof", List.of(info.contract(), List.of(slot), Hex.of(blockNumber)), RpcAnswers.Proof.class);
        if (answer.hasError()) {
            String message = "no proof at block " + blockNumber + ": " + message(answer.getError());
            throw ChainConnection.isPassing(answer.getError())
                    ? new ChainUnavailableException(message)
                    : new StateGoneException(message);
        }
        return AnchorSlot.proof(info, size, block, answer.getResult());
    }

    private static String message(Response.Error error) {
        return Quoted.of(error.getMessage());
    }

    private <T> T read(Supplier<T> question) {
        return Answers.read(connection.settings(), question);
    }

    @Override
    public ChainHead chainHead() {
        return reading.chainHead();
    }

    @Override
    public Optional<AnchorHead> head() {
        return reading.head();
    }

    @Override
    public Optional<Hash> anchoredRoot(long size) {
        return reading.anchoredRoot(size);
    }

    @Override
    public Optional<BlockHeader> block(long number) {
        return reading.block(number);
    }
}
