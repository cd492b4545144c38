package io.govshare.verifier.fsck;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.AnchorRegistryState;
import io.govshare.proof.chain.HexText;
import io.govshare.proof.chain.Keccak;
import io.govshare.proof.json.JsonFields;
import io.govshare.proof.json.JsonLimits;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Hash;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What the {@code AnchorRegistry} holds of one log, by plain JSON-RPC to one node. The contract's events tell the sizes,
 * its storage the roots. Reads a stretch of blocks at a time, as nodes limit how many may be asked for at once.
 */
final class ChainAnchors {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** Besu's own limit, unless its operator sets another. */
    private static final long BLOCKS = 5_000;

    private static final JsonLimits LIMITS = JsonLimits.DEFAULT.withMaxBytes(64 << 20);
    private static final String ANCHORED =
            HexText.format(Keccak.hash("Anchored(bytes32,uint64,bytes32,uint64)".getBytes(US_ASCII))
                    .bytes());

    private final Web web;
    private final URI node;
    private final Address contract;
    private final Hash logId;

    ChainAnchors(Web web, URI node, long chainId, Address contract, Hash logId) {
        this.web = web;
        this.node = node;
        this.contract = contract;
        this.logId = logId;
        long served = quantity(text(call("eth_chainId", "")));
        if (served != chainId) {
            throw new UnusableException("the node is of chain " + served + ", the trust file of chain " + chainId);
        }
    }

    long newestBlock() {
        return quantity(text(call("eth_blockNumber", "")));
    }

    /** The anchors in blocks up to this one, by size ascending: the contract takes them in no other order. */
    Iterator<KnownRoot> until(long lastBlock) {
        return new Anchors(lastBlock);
    }

    private Optional<Hash> root(long size) {
        String slot = HexText.format(AnchorRegistryState.rootSlot(logId, size).bytes());
        Hash root = Hash.fromHex(text(call("eth_getStorageAt", quoted(contract.toString(), slot, "latest"))));
        return new BigInteger(1, root.bytes()).signum() == 0 ? Optional.empty() : Optional.of(root);
    }

    private final class Anchors implements Iterator<KnownRoot> {
        private final long lastBlock;
        private final Deque<KnownRoot> read = new ArrayDeque<>();
        private long nextBlock;

        Anchors(long lastBlock) {
            this.lastBlock = lastBlock;
        }

        @Override
        public boolean hasNext() {
            while (read.isEmpty() && nextBlock <= lastBlock) {
                long to = Math.min(lastBlock, nextBlock + BLOCKS - 1);
                events(nextBlock, to).forEach(event -> read.add(anchor(event)));
                nextBlock = to + 1;
            }
            return !read.isEmpty();
        }

        @Override
        public KnownRoot next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return read.remove();
        }
    }

    private List<JsonFields> events(long from, long to) {
        String filter = "{\"address\":\"" + contract + "\",\"topics\":[\"" + ANCHORED + "\",\""
                + HexText.format(logId.bytes()) + "\"],\"fromBlock\":\"0x" + Long.toHexString(from)
                + "\",\"toBlock\":\"0x" + Long.toHexString(to) + "\"}";
        return call("eth_getLogs", filter).objects("result", Integer.MAX_VALUE);
    }

    private KnownRoot anchor(JsonFields event) {
        List<String> topics = event.texts("topics", 4);
        if (topics.size() != 3) {
            throw new UnusableException("the node tells of an anchor without its size");
        }
        long size = new BigInteger(1, HexText.parse(topics.get(2))).longValueExact();
        // The event is the node's word for a size; receipts prove the storage, so the root is read from there.
        return new KnownRoot(
                Difference.Kind.ANCHOR,
                size,
                root(size)
                        .orElseThrow(() -> new UnusableException(
                                "the node tells of an anchor of size " + size + " and does not hold it")));
    }

    private JsonFields call(String method, String parameters) {
        String request = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":[" + parameters + "]}";
        byte[] body = web.post(node, request, LIMITS.maxBytes(), TIMEOUT, Optional.empty());
        try {
            JsonFields answer = JsonFields.of(JsonReader.parseObject(body, LIMITS));
            Optional<JsonValue> error = answer.optional("error");
            if (error.isPresent()) {
                throw new UnusableException("the node refuses " + method + ": " + error.get());
            }
            return answer;
        } catch (ProofFormatException e) {
            throw new UnusableException("the node's answer to " + method + " is none: " + e.getMessage(), e);
        }
    }

    private static String text(JsonFields answer) {
        try {
            return answer.text("result");
        } catch (ProofFormatException e) {
            throw new UnusableException("the node's answer is none: " + e.getMessage(), e);
        }
    }

    private static long quantity(String hex) {
        if (!hex.matches("0x[0-9a-fA-F]{1,15}")) {
            throw new UnusableException("the node answers with a number that is none: " + hex);
        }
        return Long.parseLong(hex.substring(2), 16);
    }

    private static String quoted(String... values) {
        return "\"" + String.join("\",\"", values) + "\"";
    }
}
