package io.govshare.stack;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.chain.Address;
import io.govshare.stack.part.ChainNode;
import io.govshare.stack.part.DevelopmentChain;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The chain the ledger anchors to.
 *
 * @param others further nodes of the same chain
 * @param consensus {@code qbft} for a Besu, whose blocks carry validators' seals; {@code development} for anything else
 * @param validators those whose seals count in the trust file, in ascending order; none on a development chain
 */
public record ChainAddress(URI url, List<URI> others, long id, String consensus, List<String> validators) {

    /** Instead of addresses: the operator lets the node name the validators. */
    public static final String FROM_CHAIN = "from-chain";

    private static final String QBFT = "qbft";
    private static final String DEVELOPMENT = "development";

    public ChainAddress {
        others = List.copyOf(others);
        validators = List.copyOf(validators);
    }

    /** A chain with one node. */
    public ChainAddress(URI url, long id, String consensus, List<String> validators) {
        this(url, List.of(), id, consensus, validators);
    }

    /** All nodes, separated by commas. */
    String urls() {
        return Stream.concat(Stream.of(url), others.stream()).map(URI::toString).collect(Collectors.joining(","));
    }

    /**
     * Asks a chain that runs already.
     *
     * @param urls addresses of its nodes, separated by commas
     * @throws StackException also when the nodes are not of one chain
     */
    public static ChainAddress existing(String urls, Optional<String> validators) {
        List<URI> nodes = addresses(urls);
        ChainAddress first = existing(nodes.getFirst(), validators);
        List<URI> others = nodes.subList(1, nodes.size());
        for (URI other : others) {
            ChainAddress same = existing(other, validators);
            if (!same.equals(new ChainAddress(other, first.id(), first.consensus(), first.validators()))) {
                throw new StackException("The nodes at " + first.url() + " and " + other
                        + " are not of one chain: their chain ids or validators differ.");
            }
        }
        return new ChainAddress(first.url(), others, first.id(), first.consensus(), first.validators());
    }

    /** @param urls separated by commas */
    static List<URI> addresses(String urls) {
        try {
            return Arrays.stream(urls.split(",", -1))
                    .map(String::strip)
                    .map(URI::create)
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new StackException("'" + urls + "' is no address of a chain, such as http://127.0.0.1:8545.", e);
        }
    }

    static ChainAddress development(Ports ports) {
        URI url = URI.create("http://127.0.0.1:" + ports.of(Component.CHAIN));
        return new ChainAddress(url, DevelopmentChain.CHAIN_ID, DEVELOPMENT, List.of());
    }

    /**
     * Asks a chain that runs already.
     *
     * <p>Receipts are worth what the list of validators is worth, so it comes from the operator. What the node says is
     * only compared with it, because a receipt would not verify against another list.
     *
     * @param validators addresses separated by commas, or {@link #FROM_CHAIN}
     * @throws StackException when nobody answers, or the validators are missing, malformed or other than the chain's
     */
    public static ChainAddress existing(URI url, Optional<String> validators) {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new StackException("'" + url + "' is no address of a chain, such as http://127.0.0.1:8545.");
        }
        ChainNode node = new ChainNode(url);
        long id = node.chainId()
                .orElseThrow(() -> new StackException(
                        "No chain answers at " + url + " (eth_chainId); check the address given with --chain-url."));
        if (!node.isBesu()) {
            if (validators.isPresent()) {
                throw new StackException("The chain at " + url
                        + " is no Besu: its blocks carry nobody's seals. Leave --validators out.");
            }
            return new ChainAddress(url, id, DEVELOPMENT, List.of());
        }
        List<String> told = ascending(node.validators());
        List<String> named = validators
                .map(text -> text.equals(FROM_CHAIN) ? told : parse(text))
                .orElseThrow(() -> new StackException("Whose seals count on the Besu at " + url
                        + "? Name the validators that its members agreed on: --validators 0x...,0x... ."
                        + (told.isEmpty()
                                ? ""
                                : " The node says " + String.join(",", told) + "; believe it, on a chain"
                                        + " of your own, with --validators " + FROM_CHAIN + ".")));
        if (named.isEmpty()) {
            throw new StackException("The Besu at " + url + " does not name its validators"
                    + " (qbft_getValidatorsByBlockNumber): start it with QBFT in --rpc-http-api, or name them with"
                    + " --validators 0x...,0x... .");
        }
        if (!told.isEmpty() && !told.equals(named)) {
            throw new StackException("The validators given with --validators are " + String.join(",", named)
                    + "; those that seal the blocks of " + url + " are " + String.join(",", told)
                    + ". No receipt would verify. Ask the consortium's members which list is right.");
        }
        return new ChainAddress(url, id, QBFT, named);
    }

    private static List<String> parse(String text) {
        try {
            return ascending(
                    Arrays.stream(text.split(",", -1)).map(String::strip).toList());
        } catch (ProofFormatException e) {
            throw new StackException(
                    "--validators takes addresses separated by commas, each 0x and 40 hexadecimal" + " digits, not '"
                            + text + "': " + e.getMessage(),
                    e);
        }
    }

    /** As in a header: each once, lower case. */
    private static List<String> ascending(List<String> addresses) {
        TreeSet<Address> sorted = new TreeSet<>();
        addresses.forEach(address -> sorted.add(Address.parse(address)));
        return sorted.stream().map(Address::toString).toList();
    }
}
