package io.govshare.chain;

import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.Consensus;
import io.govshare.proof.chain.QbftSeals;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.web3j.protocol.core.Response;

/**
 * A Besu QBFT network that somebody runs for tests: gas-free, one block a second, RPC with ETH and QBFT. The README
 * tells how to make one. Tests only add contracts and logs of their own to it.
 */
public final class BesuNetwork implements AutoCloseable {
    /** Names the nodes' RPC addresses, separated by commas; tests that need the network are skipped without it. */
    public static final String VARIABLE = "GOVSHARE_BESU_RPC_URLS";

    public static final String ABSENT = VARIABLE + " does not name a Besu network (README: A consortium of your own)";

    private final List<ChainConnection> nodes;
    private final List<Address> validators;

    private BesuNetwork(List<ChainConnection> nodes, List<Address> validators) {
        this.nodes = nodes;
        this.validators = validators;
    }

    /** Takes the chain's word for its validators, as only a test may. */
    public static BesuNetwork connect() {
        List<ChainConnection> nodes = new ArrayList<>();
        for (URI url : urls()) {
            nodes.add(new ChainConnection(ChainSettings.of(url, chainId(url), Consensus.QBFT)));
        }
        Names answer = nodes.getLast().ask("qbft_getValidatorsByBlockNumber", List.of("latest"), Names.class);
        if (answer.hasError()) {
            throw new IllegalStateException(answer.getError().getMessage());
        }
        return new BesuNetwork(
                nodes, answer.getResult().stream().map(Address::parse).toList());
    }

    /** The result of an RPC call that answers with a list of texts; public for Jackson. */
    public static final class Names extends Response<List<String>> {}

    public static List<URI> urls() {
        return Arrays.stream(System.getenv(VARIABLE).split(","))
                .map(String::strip)
                .map(URI::create)
                .toList();
    }

    private static long chainId(URI url) {
        try (ChainConnection any = new ChainConnection(ChainSettings.of(url, 1, Consensus.QBFT))) {
            return Hex.toLong(any.text("eth_chainId", List.of()));
        }
    }

    /** At least one. */
    public List<ChainConnection> nodes() {
        return List.copyOf(nodes);
    }

    public ChainConnection node() {
        return nodes.getFirst();
    }

    public long chainId() {
        return node().settings().chainId();
    }

    public List<Address> validators() {
        return List.copyOf(validators);
    }

    /**
     * What is wrong with a block as evidence, by the verifier's own rules.
     *
     * @param header its bytes in hexadecimal with {@code 0x}
     */
    public Optional<String> defect(String header) {
        return QbftSeals.defect(io.govshare.proof.chain.BlockHeader.parse(Hex.bytes(header)), validators);
    }

    @Override
    public void close() {
        nodes.forEach(ChainConnection::close);
    }
}
