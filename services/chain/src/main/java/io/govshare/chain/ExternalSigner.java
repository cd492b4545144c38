package io.govshare.chain;

import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.protocol.ObjectMapperFactory;
import tools.jackson.core.JacksonException;

/**
 * A key that stays with a signing service: Web3Signer's (and EthSigner's) JSON-RPC method {@code eth_signTransaction},
 * documented at <a href="https://docs.web3signer.consensys.io/reference/api/json-rpc">docs.web3signer.consensys.io</a>.
 *
 * <p>The service has its own setting of the chain id. What comes back is taken only when it is the transaction that was
 * asked for, field by field, signed by the account that was named.
 */
public final class ExternalSigner implements AnchorSigner {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    /** The largest transaction, which creates the registry, takes some 20 KB in hexadecimal. */
    private static final int MAX_ANSWER = 256 * 1024;

    private final URI url;
    private final String address;
    private final Duration patience;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /**
     * No network.
     *
     * @param address of the account that anchors; the service may hold others
     */
    public ExternalSigner(URI url, String address) {
        this(url, address, ANSWER);
    }

    /** @param patience for the whole answer */
    ExternalSigner(URI url, String address, Duration patience) {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("a signer is reached by http or https, not by " + url.getScheme());
        }
        this.url = url;
        this.address = address.toLowerCase(Locale.ROOT);
        this.patience = patience;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public SignedTransaction sign(UnsignedTransaction transaction) {
        byte[] raw = Hex.bytes(signed(transaction));
        requireSame(transaction, Hex.of(raw));
        return SignedTransaction.of(transaction.nonce(), raw);
    }

    private String signed(UnsignedTransaction transaction) {
        Map<String, Object> answer = ask(Map.of(
                "jsonrpc",
                "2.0",
                "id",
                1,
                "method",
                "eth_signTransaction",
                "params",
                List.of(parameters(transaction))));
        if (answer.get("result") instanceof String signed && signed.matches("0x([0-9a-fA-F]{2})+")) {
            return signed.toLowerCase(Locale.ROOT);
        }
        throw new SignerException(name() + " signed nothing: " + reason(answer.get("error")));
    }

    private Map<String, String> parameters(UnsignedTransaction transaction) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("from", address);
        if (transaction.to() != null) {
            parameters.put("to", transaction.to());
        }
        parameters.put("gas", Hex.of(transaction.gasLimit()));
        parameters.put("gasPrice", Hex.of(transaction.gasPrice()));
        parameters.put("nonce", Hex.of(transaction.nonce()));
        parameters.put("value", "0x0");
        parameters.put("data", transaction.data());
        return parameters;
    }

    @SuppressWarnings("unchecked") // A JSON object is a map of texts.
    private Map<String, Object> ask(Map<String, Object> question) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        ObjectMapperFactory.getObjectMapper().writeValueAsString(question), StandardCharsets.UTF_8))
                .build();
        CompletableFuture<HttpResponse<byte[]>> asked =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
        try {
            // The request's own timeout ends when the first header arrives.
            byte[] body = asked.get(patience.toNanos(), TimeUnit.NANOSECONDS).body();
            Map<String, Object> answer = ObjectMapperFactory.getObjectMapper().readValue(body, Map.class);
            return Objects.requireNonNullElse(answer, Map.of());
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new SignerException(name() + " gave no answer within " + patience, e);
        } catch (ExecutionException e) {
            throw new SignerException(name() + " gave no answer: " + Quoted.of(String.valueOf(e.getCause())), e);
        } catch (JacksonException e) {
            throw new SignerException(name() + " gave no answer: " + Quoted.of(e.getMessage()), e);
        } catch (InterruptedException e) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw new SignerException("interrupted while waiting for " + name(), e);
        }
    }

    private static String reason(@Nullable Object error) {
        return error instanceof Map<?, ?> fields
                ? Quoted.of(String.valueOf(fields.get("message")))
                : "no signature in the answer";
    }

    private void requireSame(UnsignedTransaction asked, String raw) {
        try {
            if (!(TransactionDecoder.decode(raw) instanceof SignedRawTransaction signed)) {
                throw new SignerException(name() + " gave back a transaction without signature");
            }
            same("kind", signed.getType().isLegacy(), true);
            same("chain id", signed.getChainId(), asked.chainId());
            same("nonce", signed.getNonce(), BigInteger.valueOf(asked.nonce()));
            same("gas price", signed.getGasPrice(), BigInteger.valueOf(asked.gasPrice()));
            same("gas limit", signed.getGasLimit(), BigInteger.valueOf(asked.gasLimit()));
            same("recipient", text(signed.getTo()), text(asked.to()));
            same("value", signed.getValue(), BigInteger.ZERO);
            same("data", text(signed.getData()), text(asked.data()));
            same("sender", text(signed.getFrom()), text(address));
        } catch (SignatureException | RuntimeException e) {
            if (e instanceof SignerException ours) {
                throw ours;
            }
            throw new SignerException(name() + " gave back what is no transaction", e);
        }
    }

    private void same(String what, Object actual, Object asked) {
        if (!asked.equals(actual)) {
            throw new SignerException(name() + " signed another transaction: " + what + " "
                    + Quoted.of(String.valueOf(actual)) + " instead of " + Quoted.of(String.valueOf(asked)));
        }
    }

    /** Decoders differ in prefix and case, and in how they say nothing. */
    private static String text(@Nullable String hex) {
        String digits = hex == null ? "" : hex.toLowerCase(Locale.ROOT);
        return digits.startsWith("0x") ? digits.substring(2) : digits;
    }

    /** Without credentials. */
    private String name() {
        return "the signer at " + ChainSettings.withoutCredentials(url);
    }

    @Override
    public String toString() {
        return "ExternalSigner[" + address + "]";
    }
}
