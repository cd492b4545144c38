package io.govshare.chain;

import io.govshare.chain.AnchorOutcome.Accepted;
import io.govshare.chain.AnchorOutcome.NonceTooLow;
import io.govshare.chain.AnchorOutcome.Rejected;
import io.govshare.chain.AnchorOutcome.Unreachable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.core.Response;

/** Has transactions signed, sends them, and finds out what became of them. */
final class Transactions {
    private final ChainConnection connection;
    private final AnchorSigner signer;

    Transactions(ChainConnection connection, AnchorSigner signer) {
        this.connection = connection;
        this.signer = signer;
    }

    /** @param to null for the creation of a contract */
    SignedTransaction sign(long nonce, long gasPrice, @Nullable String to, String data, long gasLimit) {
        return signer.sign(
                new UnsignedTransaction(connection.settings().chainId(), nonce, gasPrice, gasLimit, to, data));
    }

    /** @throws ChainUnavailableException when nobody knows whether the node has it */
    AnchorOutcome send(SignedTransaction transaction) {
        String hash = transaction.hash();
        RpcAnswers.Text answer =
                connection.ask("eth_sendRawTransaction", List.of(Hex.of(transaction.raw())), RpcAnswers.Text.class);
        if (answer.hasError()) {
            return refusal(hash, answer.getError());
        }
        if (!hash.equals(answer.getResult())) {
            throw new ChainMismatchException(
                    "sent " + hash + ", the node took it for " + Quoted.of(answer.getResult()));
        }
        return new Accepted(hash);
    }

    /** Nodes tell their reasons in words only, each in its own. */
    private AnchorOutcome refusal(String hash, Response.Error error) {
        String message = Quoted.of(error.getMessage());
        String words = message.toLowerCase(Locale.ROOT);
        if (words.contains("already known") || words.contains("already imported") || words.contains("known trans")) {
            return new Accepted(hash);
        }
        if (words.contains("nonce too low")) {
            // Also the answer to a transaction that was mined long ago, which is what a repeated send wants to hear.
            return connection.fields("eth_getTransactionByHash", List.of(hash)).isPresent()
                    ? new Accepted(hash)
                    : new NonceTooLow(message);
        }
        if (ChainConnection.isPassing(error) || words.contains("pool is full")) {
            return new Unreachable(message);
        }
        return new Rejected(message);
    }

    Optional<MinedAnchor> mined(String hash) {
        Map<String, Object> receipt =
                connection.fields("eth_getTransactionReceipt", List.of(hash)).orElse(null);
        if (receipt == null || receipt.get("blockHash") == null) {
            return Optional.empty();
        }
        String blockHash = Hex.field(receipt, "blockHash");
        Map<String, Object> block = connection
                .fields("eth_getBlockByHash", List.of(blockHash, false))
                .orElse(null);
        if (block == null) {
            return Optional.empty();
        }
        boolean success = Hex.toLong(Hex.field(receipt, "status")) == 1;
        return Optional.of(new MinedAnchor(
                hash,
                Hex.toLong(Hex.field(receipt, "blockNumber")),
                blockHash,
                BlockHeaders.time(block),
                success,
                success ? null : reason(hash, Hex.field(receipt, "blockNumber"))));
    }

    /** Plays the call again on the state that the block left behind, since nodes do not keep the reason. */
    private @Nullable String reason(String hash, String block) {
        try {
            Map<String, Object> sent =
                    connection.fields("eth_getTransactionByHash", List.of(hash)).orElse(null);
            if (sent == null || !(sent.get("to") instanceof String to)) {
                return null;
            }
            Map<String, String> call =
                    Map.of("from", Hex.field(sent, "from"), "to", to, "data", Hex.field(sent, "input"));
            RpcAnswers.Text answer = connection.ask("eth_call", List.of(call, block), RpcAnswers.Text.class);
            return answer.hasError() ? Reverts.reason(revertData(answer.getError())) : null;
        } catch (ChainUnavailableException e) {
            return null; // the refusal is certain without its reason, and must not wait for it
        }
    }

    /** Web3j hands the data over as JSON, quotes included. */
    private static @Nullable String revertData(Response.Error error) {
        String json = error.getData();
        return json == null ? null : json.replace("\"", "");
    }
}
