package io.govshare.chain;

import io.govshare.chain.contract.AnchorRegistry;
import io.govshare.proof.merkle.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.StaticGasProvider;

/**
 * The {@code AnchorRegistry} at one address: call data for writing, decoded answers for reading. The generated wrapper
 * encodes and decodes; what is sent goes through {@link ChainConnection}.
 */
final class Registry {
    /** The costliest anchor, 64 proof hashes, takes a quarter of this; Osaka allows 16 million per transaction. */
    static final long GAS_LIMIT = 1_000_000;

    static final long DEPLOYMENT_GAS_LIMIT = 3_000_000;
    private static final String RUNTIME = "contract/AnchorRegistry.runtime";

    private final ChainConnection connection;
    private final String address;
    private final AnchorRegistry wrapper;
    private volatile boolean known;

    Registry(ChainConnection connection, String address) {
        this.connection = connection;
        this.address = address;
        this.wrapper = AnchorRegistry.load(
                address,
                connection.web3j(),
                new ReadonlyTransactionManager(connection.web3j(), address),
                new StaticGasProvider(BigInteger.ZERO, BigInteger.valueOf(GAS_LIMIT)));
    }

    static String creationCode() {
        return "0x" + AnchorRegistry.BINARY;
    }

    static boolean isRegistry(String code) {
        return code.equals("0x" + runtimeCode());
    }

    private static String runtimeCode() {
        try (InputStream in = Registry.class.getResourceAsStream(RUNTIME)) {
            if (in == null) {
                throw new IllegalStateException(RUNTIME + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return address;
    }

    /**
     * The right chain and, once seen, our contract at the address: enough for reading, since an address without code
     * gives no answer.
     */
    void requireForReading() {
        if (known) {
            connection.requireChainId();
        } else {
            requireForWriting();
        }
    }

    /**
     * The right chain, and exactly our contract at the address, now: a transaction to an address without code, as after
     * the chain was set up anew, succeeds and anchors nothing.
     */
    void requireForWriting() {
        connection.requireChainId();
        if (!isRegistry(connection.code(address))) {
            throw new ChainMismatchException("no AnchorRegistry of this version at " + address);
        }
        known = true;
    }

    String anchor(byte[] logId, AnchorRequest request) {
        List<byte[]> proof =
                request.consistencyProof().stream().map(Hash::bytes).toList();
        return wrapper.anchor(
                        logId,
                        BigInteger.valueOf(request.size()),
                        request.root().bytes(),
                        proof)
                .encodeFunctionCall();
    }

    String open(byte[] originHash) {
        return wrapper.open(originHash).encodeFunctionCall();
    }

    Optional<AnchorHead> head(byte[] logId) {
        List<Object> values = read(wrapper.head(logId));
        long size = ((BigInteger) values.get(0)).longValueExact();
        return size == 0 ? Optional.empty() : Optional.of(new AnchorHead(size, Hash.of((byte[]) values.get(1))));
    }

    Optional<Hash> root(byte[] logId, long size) {
        byte[] root =
                (byte[]) read(wrapper.roots(logId, BigInteger.valueOf(size))).get(0);
        return new BigInteger(1, root).signum() == 0 ? Optional.empty() : Optional.of(Hash.of(root));
    }

    /** Address of the log's key, all zero for a log that is not open. */
    String key(byte[] logId) {
        return (String) read(wrapper.keys(logId)).get(0);
    }

    private List<Object> read(RemoteFunctionCall<?> call) {
        String answer = connection.call(address, call.encodeFunctionCall());
        List<Object> values = call.decodeFunctionResponse(answer).stream()
                .map(value -> value.getValue())
                .toList();
        if (values.isEmpty()) {
            throw new ChainMismatchException("the contract at " + address + " gave no answer");
        }
        return values;
    }
}
