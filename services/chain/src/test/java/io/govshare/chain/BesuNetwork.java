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

    /** Names the network's folder, as {@code tools/besu/network} has it; tests that stop nodes are skipped without it. */
    public static final String FOLDER = "GOVSHARE_BESU_NETWORK";

    public static final String NO_FOLDER =
            FOLDER + " does not name the folder of a Besu network (README: A consortium of your own)";

    public static final String ABSENT = VARIABLE + " does not name a Besu network (README: A consortium of your own)";

    private final List<ChainConnection> nodes;
    private final List<Address> validators;

    private BesuNetwork(List<ChainConnection> nodes, List<Address> validators) {
        this.nodes = nodes;
        this.validators = validators;
    }

    /** Takes the chain's word for its validators, as only a test may. */
    public static BesuNetwork connect() {
        return connect(urls());
    }

    static BesuNetwork connect(List<URI> urls) {
        List<ChainConnection> nodes = new ArrayList<>();
        for (URI url : urls) {
            nodes.add(new ChainConnection(ChainSettings.of(url, chainId(url), Consensus.QBFT)));
        }
        return new BesuNetwork(nodes, validators(nodes.getLast()));
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
        } catch (ChainUnavailableException e) {
            throw new IllegalStateException(
                    VARIABLE + " names " + url
                            + ", which gives no answer: start the network with 'tools/besu/network start"
                            + " DIR', which prints the addresses",
                    e);
        }
    }

    /** Of the newest block. */
    public List<Address> validatorsNow() {
        return validators(node());
    }

    /**
     * Has so many of the first nodes vote in each block that they make, until {@link #stopVoting}.
     *
     * @param voters more than half of the validators
     */
    public void vote(int voters, Address candidate, boolean add) {
        for (ChainConnection node : nodes.subList(0, voters)) {
            require(node.ask("qbft_proposeValidatorVote", List.of(candidate.toString(), add), Agreed.class));
        }
    }

    public void stopVoting(int voters, Address candidate) {
        for (ChainConnection node : nodes.subList(0, voters)) {
            require(node.ask("qbft_discardValidatorVote", List.of(candidate.toString()), Agreed.class));
        }
    }

    /** The result of an RPC call that answers with yes or no; public for Jackson. */
    public static final class Agreed extends Response<Boolean> {}

    private static List<Address> validators(ChainConnection node) {
        Names answer = node.ask("qbft_getValidatorsByBlockNumber", List.of("latest"), Names.class);
        require(answer);
        return answer.getResult().stream().map(Address::parse).toList();
    }

    private static void require(Response<?> answer) {
        if (answer.hasError()) {
            throw new IllegalStateException(answer.getError().getMessage());
        }
    }

    /** Address of the node with this number, from 1; 5 is the one that is no validator at first. */
    public static Address address(int number) {
        return BesuFolder.named().address(number);
    }

    /** Holds a node as if its machine hung, until {@link #resume}. */
    public static void suspend(int number) {
        BesuFolder.named().signal("STOP", number);
    }

    public static void resume(int number) {
        BesuFolder.named().signal("CONT", number);
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
