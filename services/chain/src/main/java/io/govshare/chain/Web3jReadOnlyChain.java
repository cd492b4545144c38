package io.govshare.chain;

import io.govshare.proof.merkle.Hash;
import java.util.Map;
import java.util.Optional;

/** Reads one log of one registry over JSON-RPC. */
public final class Web3jReadOnlyChain implements ReadOnlyChain {
    private final ChainConnection connection;
    private final Registry registry;
    private final byte[] logId;

    /**
     * No network: the first question opens the connection.
     *
     * @param contract address of the {@code AnchorRegistry}
     * @param logId 32 bytes with {@code 0x}
     */
    public Web3jReadOnlyChain(ChainConnection connection, String contract, String logId) {
        this(connection, new Registry(connection, contract), logId);
    }

    Web3jReadOnlyChain(ChainConnection connection, Registry registry, String logId) {
        this.connection = connection;
        this.registry = registry;
        this.logId = Hex.bytes(logId);
    }

    @Override
    public ChainHead chainHead() {
        return Answers.read(connection.settings(), this::latest);
    }

    private ChainHead latest() {
        connection.requireChainId();
        Map<String, Object> block = connection
                .block("latest")
                .orElseThrow(() -> new ChainUnavailableException("the node has no latest block"));
        return new ChainHead(
                Hex.toLong(Hex.field(block, "number")), Hex.field(block, "hash"), BlockHeaders.time(block));
    }

    @Override
    public Optional<AnchorHead> head() {
        return Answers.read(connection.settings(), () -> {
            registry.requireForReading();
            return registry.head(logId);
        });
    }

    @Override
    public Optional<Hash> anchoredRoot(long size) {
        if (size < 1) {
            return Optional.empty();
        }
        return Answers.read(connection.settings(), () -> {
            registry.requireForReading();
            return registry.root(logId, size);
        });
    }

    @Override
    public Optional<BlockHeader> block(long number) {
        return Answers.read(connection.settings(), () -> {
            connection.requireChainId();
            return connection.block(Hex.of(number)).map(fields -> header(number, fields));
        });
    }

    private BlockHeader header(long number, Map<String, Object> fields) {
        BlockHeader block = BlockHeaders.of(fields, connection.settings().consensus());
        if (block.number() != number) {
            throw new ChainMismatchException("asked for block " + number + ", got block " + block.number());
        }
        return block;
    }
}
