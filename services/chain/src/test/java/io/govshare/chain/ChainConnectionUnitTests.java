package io.govshare.chain;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.chain.AnchorOutcome.Accepted;
import io.govshare.chain.AnchorOutcome.NonceTooLow;
import io.govshare.chain.AnchorOutcome.Rejected;
import io.govshare.chain.AnchorOutcome.Unreachable;
import io.govshare.proof.chain.Consensus;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.protocol.ObjectMapperFactory;

/** What the chain's clients make of nodes that are slow, broken, foreign or dishonest. */
class ChainConnectionUnitTests {
    private static final String CONTRACT = "0x" + "c0".repeat(20);
    private static final AnchorKey KEY = AnchorKey.generate();
    private static final AnchorRequest REQUEST = new HashTree("leaf", 5).request(0, 5);

    private final ScriptedNode node = new ScriptedNode();
    private ChainConnection connection;
    private Web3jAnchorChain chain;

    @BeforeEach
    void connect() throws IOException {
        connect(node.settings(Duration.ofSeconds(5), 4));
        node.result("eth_getCode", "\"0x" + resource() + "\"");
    }

    private void connect(ChainSettings settings) {
        connection = new ChainConnection(settings);
        chain = new Web3jAnchorChain(connection, KEY, CONTRACT, "test.example/log");
    }

    @AfterEach
    void stop() {
        connection.close();
        node.close();
    }

    @Test
    void nothingIsSentToAnotherChain() {
        node.result("eth_chainId", "\"0x1\"").result("eth_sendRawTransaction", "\"0xsent\"");

        assertThat(chain.send(chain.sign(REQUEST, 0)))
                .isEqualTo(
                        new Unreachable("the node at " + connection.settings().url() + " serves chain 1, not 31337"));
        assertThatThrownBy(chain::head).isInstanceOf(ChainMismatchException.class);
        assertThatThrownBy(chain::nextNonce).isInstanceOf(ChainMismatchException.class);
        assertThatThrownBy(chain::chainHead).isInstanceOf(ChainMismatchException.class);
    }

    @Test
    void messagesNameTheNodeWithoutItsCredentials() {
        URI url = node.settings(Duration.ofSeconds(5), 4).url();
        connect(ChainSettings.of(
                URI.create("http://user:word@" + url.getAuthority() + "/v3/api-key?token=query"),
                DevChain.CHAIN_ID,
                Consensus.DEVELOPMENT));

        node.error("eth_chainId", -32603, "Internal error");
        assertThatThrownBy(connection::requireChainId)
                .isInstanceOf(ChainUnavailableException.class)
                .hasMessage("eth_chainId at " + url + ": Internal error");
        node.result("eth_chainId", "null");
        assertThatThrownBy(connection::requireChainId)
                .isInstanceOf(ChainUnavailableException.class)
                .hasMessage("eth_chainId at " + url + ": no result");
        node.result("eth_chainId", "\"0x1\"");
        assertThatThrownBy(connection::requireChainId)
                .isInstanceOf(ChainMismatchException.class)
                .hasMessage("the node at " + url + " serves chain 1, not 31337");
        node.always(503, "overloaded");
        assertThatThrownBy(connection::requireChainId)
                .isInstanceOf(ChainUnavailableException.class)
                .hasMessageStartingWith("eth_chainId at " + url + ": ")
                .hasMessageNotContainingAny("user", "word", "api-key", "query");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x", "0x6000", "0x00"})
    void nothingIsSentToAnotherContract(String code) {
        node.result("eth_getCode", "\"" + code + "\"");

        assertThat(chain.send(chain.sign(REQUEST, 0)))
                .isEqualTo(new Unreachable("no AnchorRegistry of this version at " + CONTRACT));
        assertThatThrownBy(chain::head).isInstanceOf(ChainMismatchException.class);
    }

    /** Words of Besu, of anvil, and of nodes in trouble. */
    @ParameterizedTest
    @CsvSource({
        "-32000, Known transaction, Accepted",
        "-32000, already known, Accepted",
        "-32003, transaction already imported, Accepted",
        "-32001, Nonce too low, NonceTooLow",
        "-32003, 'nonce too low: next nonce 4, tx nonce 1', NonceTooLow",
        "-32002, Initial sync is still in progress, Unreachable",
        "-32603, Internal error, Unreachable",
        "-32000, Transaction pool is full, Unreachable",
        "-32009, Gas price below configured minimum gas price, Rejected",
        "-32005, Transaction gas limit exceeds block gas limit, Rejected",
        "-32000, Replacement transaction underpriced, Rejected",
        "-32007, Sender account not authorized to send transactions, Rejected",
        "-32602, Failed to decode transaction, Rejected"
    })
    void aRefusalIsToldByItsConsequence(int code, String message, String outcome) {
        node.error("eth_sendRawTransaction", code, message).result("eth_getTransactionByHash", "null");
        SignedAnchor signed = chain.sign(REQUEST, 0);

        AnchorOutcome expected = switch (outcome) {
            case "Accepted" -> new Accepted(signed.txHash());
            case "NonceTooLow" -> new NonceTooLow(message);
            case "Unreachable" -> new Unreachable(message);
            default -> new Rejected(message);
        };
        assertThat(chain.send(signed)).isEqualTo(expected);
    }

    @Test
    void aSpentNonceIsNoFailureWhenItWasSpentOnThisTransaction() {
        node.error("eth_sendRawTransaction", -32001, "Nonce too low")
                .result("eth_getTransactionByHash", "{\"blockHash\":\"0x01\"}");
        SignedAnchor signed = chain.sign(REQUEST, 0);

        assertThat(chain.send(signed)).isEqualTo(new Accepted(signed.txHash()));
    }

    @Test
    void aNodeThatTakesOneTransactionForAnotherIsNotBelieved() {
        node.result("eth_sendRawTransaction", "\"0x" + "ab".repeat(32) + "\"");

        assertThat(chain.send(chain.sign(REQUEST, 0))).isInstanceOf(Unreachable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "503|overloaded",
                "200|",
                "200|<html>proxy</html>",
                "200|[]",
                "200|{}",
                "200|{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"a\":[1,2]}}",
                "200|{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x7a69\"",
                "302|moved"
            })
    void nonsenseIsAnOutage(int status, String body) {
        node.always(status, body == null ? " " : body);

        assertThatThrownBy(connection::requireChainId)
                .isInstanceOf(ChainUnavailableException.class)
                .hasMessageContaining("eth_chainId at http://127.0.0.1:");
        assertThat(chain.send(chain.sign(REQUEST, 0))).isInstanceOf(Unreachable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7a69", "0x", "0xzz", "0x-1", "-0x1", "0xffffffffffffffffff"})
    void aNumberThatIsNoneIsNotGuessed(String number) {
        node.result("eth_chainId", "\"" + number + "\"");

        assertThatThrownBy(connection::requireChainId).isInstanceOf(ChainMismatchException.class);
    }

    @Test
    void anAnswerThatIsNoneIsTheNodesFault() throws IOException {
        node.result(
                "eth_getBlockByNumber", "{\"number\":\"0x1\",\"hash\":\"0x00\",\"timestamp\":\"0x7fffffffffffffff\"}");
        assertThatThrownBy(chain::chainHead).isInstanceOf(ChainMismatchException.class);

        for (String words : List.of("0x", "0x0", "0xzz", "0x" + "ff".repeat(64), "0x" + "ff".repeat(31))) {
            node.result("eth_call", "\"" + words + "\"");
            assertThatThrownBy(chain::head).as(words).isInstanceOf(ChainMismatchException.class);
        }

        ChainSettings settings = node.settings(Duration.ofSeconds(5), 4);
        connect(ChainSettings.of(settings.url(), DevChain.CHAIN_ID, Consensus.QBFT));
        Map<String, Object> block = BlockHeadersUnitTests.recorded().getFirst().block();
        node.result(
                "eth_getBlockByNumber", ObjectMapperFactory.getObjectMapper().writeValueAsString(block));
        for (String proof : List.of(
                "{}",
                "{\"accountProof\":null,\"storageProof\":[{}]}",
                "{\"accountProof\":[null],\"storageProof\":[{\"proof\":[null]}]}",
                "{\"accountProof\":[],\"storageProof\":[null]}")) {
            node.result("eth_getProof", proof);
            assertThatThrownBy(() -> chain.prove(5, 0)).as(proof).isInstanceOf(ChainMismatchException.class);
        }
    }

    @Test
    void aNodesWordsAreToldInOneShortLine() {
        node.error("eth_sendRawTransaction", -32000, "no\u0000\n" + "x".repeat(1_000_000))
                .error("eth_gasPrice", -32000, "y\n".repeat(1_000_000));

        assertThat(chain.send(chain.sign(REQUEST, 0))).isEqualTo(new Rejected("no  " + "x".repeat(296) + "\u2026"));
        assertThatThrownBy(chain::gasPrice)
                .isInstanceOf(ChainUnavailableException.class)
                .message()
                .hasSizeLessThan(400)
                .doesNotContain("\n");
        node.always(503, "z".repeat(1_000_000));
        assertThatThrownBy(chain::gasPrice).message().hasSizeLessThan(400);
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        node.always(200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x" + "0".repeat(9 * 1024 * 1024) + "\"}");

        assertThatThrownBy(connection::requireChainId)
                .isInstanceOf(ChainUnavailableException.class)
                .hasMessageContaining("exceeds");
    }

    @Test
    void aHungNodeIsGivenUp() {
        connect(node.settings(Duration.ofMillis(300), 4));
        node.slow(Duration.ofSeconds(20));
        long begin = System.nanoTime();

        assertThatThrownBy(chain::chainHead).isInstanceOf(ChainUnavailableException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void anAddressWhereNobodyListensIsAnOutage() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        connect(ChainSettings.of(URI.create("http://127.0.0.1:" + free), DevChain.CHAIN_ID, Consensus.DEVELOPMENT));

        assertThat(chain.send(chain.sign(REQUEST, 0))).isInstanceOf(Unreachable.class);
        assertThatThrownBy(chain::head).isInstanceOf(ChainUnavailableException.class);
        assertThatThrownBy(() -> chain.prove(5, 1)).isInstanceOf(ChainUnavailableException.class);
    }

    @Test
    void noMoreRequestsRunAtOnceThanConfigured() throws Exception {
        node.slow(Duration.ofMillis(50));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> calls = new ArrayList<>();
            IntStream.range(0, 40).forEach(_ -> calls.add(callers.submit(connection::requireChainId)));
            for (Future<?> call : calls) {
                call.get();
            }
        }

        assertThat(node.mostAtOnce()).isBetween(2, 4);
    }

    @Test
    void aStateThatTheNodeForgotIsToldApartFromAnOutage() throws IOException {
        ChainSettings settings = node.settings(Duration.ofSeconds(5), 4);
        connect(ChainSettings.of(settings.url(), DevChain.CHAIN_ID, Consensus.QBFT));
        Map<String, Object> block = BlockHeadersUnitTests.recorded().getFirst().block();
        node.result(
                "eth_getBlockByNumber", ObjectMapperFactory.getObjectMapper().writeValueAsString(block));

        node.error("eth_getProof", -32000, "World state unavailable");
        assertThatThrownBy(() -> chain.prove(5, 0))
                .isInstanceOf(StateGoneException.class)
                .hasMessageContaining("World state unavailable");

        node.error("eth_getProof", -32603, "Internal error");
        assertThatThrownBy(() -> chain.prove(5, 0))
                .isInstanceOf(ChainUnavailableException.class)
                .isNotInstanceOf(StateGoneException.class);

        node.result("eth_getProof", "null");
        assertThatThrownBy(() -> chain.prove(5, 0)).isInstanceOf(StateGoneException.class);

        node.result("eth_getProof", "{\"accountProof\":[],\"storageProof\":[]}");
        assertThatThrownBy(() -> chain.prove(5, 0)).isInstanceOf(StateGoneException.class);
    }

    /** The recorded genesis block, and proofs for it from another trie. */
    @Test
    void aProofThatDoesNotHoldIsNotPassedOn() throws IOException {
        ChainSettings settings = node.settings(Duration.ofSeconds(5), 4);
        connect(ChainSettings.of(settings.url(), DevChain.CHAIN_ID, Consensus.QBFT));
        Map<String, Object> block = BlockHeadersUnitTests.recorded().getFirst().block();
        FakeTrie trie = new FakeTrie(Map.of(CONTRACT, new byte[] {1}));
        node.result(
                "eth_getBlockByNumber", ObjectMapperFactory.getObjectMapper().writeValueAsString(block));
        node.result(
                "eth_getProof",
                "{\"accountProof\":[\"" + trie.proof(CONTRACT).getFirst() + "\"],\"storageProof\":"
                        + "[{\"key\":\"0x0\",\"value\":\"0x1\",\"proof\":[]}]}");

        assertThatThrownBy(() -> chain.prove(5, 0))
                .isInstanceOf(ChainMismatchException.class)
                .hasMessageContaining("the node's proof at block 0 does not hold");
    }

    @Test
    void aBlockOfAnotherNumberIsNotTakenForTheOneAskedFor() throws IOException {
        ChainSettings settings = node.settings(Duration.ofSeconds(5), 4);
        connect(ChainSettings.of(settings.url(), DevChain.CHAIN_ID, Consensus.QBFT));
        Map<String, Object> block = BlockHeadersUnitTests.recorded().getFirst().block();
        node.result(
                "eth_getBlockByNumber", ObjectMapperFactory.getObjectMapper().writeValueAsString(block));

        assertThat(chain.block(0)).isPresent();
        assertThatThrownBy(() -> chain.block(1)).isInstanceOf(ChainMismatchException.class);
    }

    @Test
    void settingsAreCheckedWhenTheyAreMade() {
        for (String url : List.of("ftp://127.0.0.1", "127.0.0.1:8545", "file:/etc/passwd")) {
            assertThatThrownBy(() -> ChainSettings.of(URI.create("x:" + url), 1, Consensus.QBFT))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> ChainSettings.of(URI.create("ws://user:word@host/key"), 1, Consensus.QBFT))
                .hasMessage("the chain is reached by http or https, not by ws");
        assertThatThrownBy(() -> ChainSettings.of(URI.create("http://127.0.0.1"), 0, Consensus.QBFT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String resource() throws IOException {
        try (var in = Registry.class.getResourceAsStream("contract/AnchorRegistry.runtime")) {
            return new String(in.readAllBytes(), US_ASCII);
        }
    }
}
