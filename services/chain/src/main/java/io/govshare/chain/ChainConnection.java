package io.govshare.chain;

import io.govshare.chain.RpcAnswers.Fields;
import io.govshare.chain.RpcAnswers.Text;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.exceptions.ClientConnectionException;
import tools.jackson.core.JacksonException;

/**
 * One node of one chain. Thread-safe; opens no connection before the first question, so a service starts while the
 * chain is down.
 */
public final class ChainConnection implements AutoCloseable {
    /** JSON-RPC's own "internal error", and Besu while it is not in sync. */
    private static final Set<Integer> PASSING = Set.of(-32603, -32002);

    private final ChainSettings settings;
    private final BoundedRpc rpc;
    private final Web3j web3j;

    public ChainConnection(ChainSettings settings) {
        this.settings = settings;
        this.rpc = new BoundedRpc(settings);
        this.web3j = Web3j.build(rpc);
    }

    public ChainSettings settings() {
        return settings;
    }

    /** @throws ChainMismatchException when the node serves another chain, as after a change behind the same address */
    public void requireChainId() {
        long actual = Hex.toLong(text("eth_chainId", List.of()));
        if (actual != settings.chainId()) {
            throw new ChainMismatchException(
                    "the node at " + settings.endpoint() + " serves chain " + actual + ", not " + settings.chainId());
        }
    }

    @Override
    public void close() {
        web3j.shutdown();
    }

    /** For the generated wrapper, which encodes and decodes but never sends. */
    Web3j web3j() {
        return web3j;
    }

    /** Asks, and hands back refusals of the node as they came. */
    <R extends Response<?>> R ask(String method, List<?> parameters, Class<R> type) {
        try {
            return rpc.send(new Request<>(method, parameters, rpc, type), type);
        } catch (IOException | ClientConnectionException | JacksonException e) {
            throw new ChainUnavailableException(
                    method + " at " + settings.endpoint() + ": " + Quoted.of(e.getMessage()), e);
        }
    }

    /** Asks, and takes a refusal for an outage. */
    private <T, R extends Response<T>> Optional<T> result(String method, List<?> parameters, Class<R> type) {
        R response = ask(method, parameters, type);
        if (response.hasError()) {
            throw new ChainUnavailableException(method + " at " + settings.endpoint() + ": "
                    + Quoted.of(response.getError().getMessage()));
        }
        return Optional.ofNullable(response.getResult());
    }

    String text(String method, List<?> parameters) {
        return result(method, parameters, Text.class)
                .orElseThrow(
                        () -> new ChainUnavailableException(method + " at " + settings.endpoint() + ": no result"));
    }

    Optional<Map<String, Object>> fields(String method, List<?> parameters) {
        return result(method, parameters, Fields.class);
    }

    /** Header fields and transaction hashes; the block is a number in hexadecimal or {@code latest}. */
    Optional<Map<String, Object>> block(String block) {
        return fields("eth_getBlockByNumber", List.of(block, false));
    }

    /** The contract's answer to a read-only call at the latest block. */
    String call(String contract, String data) {
        return text("eth_call", List.of(Map.of("to", contract, "data", data), "latest"));
    }

    String code(String contract) {
        return text("eth_getCode", List.of(contract, "latest"));
    }

    /** Next nonce, transactions that wait in the node's pool counted. */
    long nextNonce(String address) {
        return Hex.toLong(text("eth_getTransactionCount", List.of(address, "pending")));
    }

    /** What the node asks for a unit of gas now, in wei. */
    long gasPrice() {
        return Hex.toLong(text("eth_gasPrice", List.of()));
    }

    /** Whether the node refuses because of its own state, so that the same request may succeed later. */
    static boolean isPassing(Response.Error error) {
        return PASSING.contains(error.getCode());
    }
}
