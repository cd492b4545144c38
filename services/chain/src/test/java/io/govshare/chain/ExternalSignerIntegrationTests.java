package io.govshare.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.protocol.ObjectMapperFactory;

/**
 * A signing service that speaks the documented {@code eth_signTransaction} of Web3Signer
 * (docs.web3signer.consensys.io/reference/api/json-rpc): one object of quantities in, the signed transaction out.
 */
class ExternalSignerIntegrationTests {
    private static final String ORIGIN = "test.example/log";
    private static final UnsignedTransaction TRANSACTION =
            new UnsignedTransaction(DevChain.CHAIN_ID, 70, 0, 1_000_000, "0x" + "d4".repeat(20), "0x0123456789abcdef");

    private final AnchorKey key = AnchorKey.generate();
    private HttpServer service;
    private ExternalSigner signer;
    private volatile Map<?, ?> asked = Map.of();
    private volatile Function<UnsignedTransaction, String> answer = this::signed;

    @BeforeEach
    void listen() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        service.createContext("/", exchange -> {
            try (exchange) {
                asked = ObjectMapperFactory.getObjectMapper()
                        .readValue(exchange.getRequestBody().readAllBytes(), Map.class);
                byte[] body = answer.apply(transaction()).getBytes(UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        service.start();
        signer = new ExternalSigner(
                URI.create("http://user:word@127.0.0.1:" + service.getAddress().getPort() + "/secret"),
                key.address().toUpperCase(java.util.Locale.ROOT).replace("0X", "0x"));
    }

    @AfterEach
    void end() {
        service.stop(0);
    }

    @Test
    void theQuestionIsTheDocumentedOneAndTheAnswerIsThatOfTheKeyItself() {
        assertThat(signer.sign(TRANSACTION)).isEqualTo(key.sign(TRANSACTION));

        assertThat(asked.get("jsonrpc")).isEqualTo("2.0");
        assertThat(asked.get("method")).isEqualTo("eth_signTransaction");
        assertThat(asked.get("params"))
                .isEqualTo(List.of(Map.of(
                        "from", key.address(),
                        "to", "0x" + "d4".repeat(20),
                        "gas", "0xf4240",
                        "gasPrice", "0x0",
                        "nonce", "0x46",
                        "value", "0x0",
                        "data", "0x0123456789abcdef")));
    }

    @Test
    void aContractIsCreatedByATransactionWithoutRecipient() {
        UnsignedTransaction creation =
                new UnsignedTransaction(DevChain.CHAIN_ID, 0, 3, 3_000_000, null, Registry.creationCode());

        assertThat(signer.sign(creation)).isEqualTo(key.sign(creation));
    }

    @Test
    void anotherTransactionThanTheOneAskedForIsNotTaken() {
        assertRefused("nonce", with(70 + 1, 0, 1_000_000, TRANSACTION.to(), TRANSACTION.data()));
        assertRefused("gas price", with(70, 1, 1_000_000, TRANSACTION.to(), TRANSACTION.data()));
        assertRefused("gas limit", with(70, 0, 1_000_001, TRANSACTION.to(), TRANSACTION.data()));
        assertRefused("recipient", with(70, 0, 1_000_000, "0x" + "d5".repeat(20), TRANSACTION.data()));
        assertRefused("data", with(70, 0, 1_000_000, TRANSACTION.to(), "0x0123"));
        assertRefused("chain id", new UnsignedTransaction(1, 70, 0, 1_000_000, TRANSACTION.to(), TRANSACTION.data()));
    }

    @Test
    void anotherKeysSignatureIsNotTaken() {
        AnchorKey other = AnchorKey.generate();
        answer = transaction -> result(Hex.of(other.sign(transaction).raw()));

        assertThatThrownBy(() -> signer.sign(TRANSACTION))
                .isInstanceOf(SignerException.class)
                .hasMessageContaining("signed another transaction: sender");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "null",
                "[]",
                "{}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0xc0\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x02f8\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32000,\"message\":\"Signing error\"}}"
            })
    void whatIsNoSignatureIsNotGuessed(String body) {
        answer = transaction -> body;

        assertThatThrownBy(() -> signer.sign(TRANSACTION))
                .isInstanceOf(SignerException.class)
                .hasMessageStartingWith("the signer at http://127.0.0.1:")
                .hasMessageNotContainingAny("word", "secret");
    }

    @Test
    void anAnswerWithoutEndIsNotWaitedFor() {
        service.createContext("/silent", exchange -> {
            try (exchange) {
                // The headers come, the rest never does.
                exchange.sendResponseHeaders(200, 1_000);
                exchange.getResponseBody().flush();
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        ExternalSigner impatient = new ExternalSigner(
                URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/silent"),
                key.address(),
                Duration.ofMillis(300));
        long begin = System.nanoTime();

        assertThatThrownBy(() -> impatient.sign(TRANSACTION))
                .isInstanceOf(SignerException.class)
                .hasMessageContaining("gave no answer");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void anAnswerBeyondAnyTransactionIsNotRead() {
        answer = transaction -> result("0x" + "00".repeat(200_000));

        assertThatThrownBy(() -> signer.sign(TRANSACTION))
                .isInstanceOf(SignerException.class)
                .hasMessageContaining("gave no answer");
    }

    @Test
    void aServiceThatIsAwayIsNamedWithoutItsCredentials() {
        service.stop(0);

        assertThatThrownBy(() -> signer.sign(TRANSACTION))
                .isInstanceOf(SignerException.class)
                .hasMessageStartingWith("the signer at http://127.0.0.1:")
                .hasMessageContaining("gave no answer")
                .hasMessageNotContainingAny("word", "secret");
    }

    @Test
    void aLogIsSetUpAndAnchoredWithAKeyThatThisProcessNeverSees() throws Exception {
        try (DevChain devChain = DevChain.start();
                ChainConnection connection = new ChainConnection(devChain.settings())) {
            AnchorRegistryDeployer deployer = InMemorySetupTransactions.deployer(connection, signer);
            ChainInfo info = deployer.open(deployer.deploy(), ORIGIN);
            assertThat(info.logId()).isEqualTo(key.logId(ORIGIN));
            Web3jAnchorChain chain = new Web3jAnchorChain(connection, signer, info.contract(), ORIGIN);
            HashTree tree = new HashTree("leaf", 5);
            SignedAnchor signed = chain.sign(tree.request(0, 5), chain.nextNonce());
            assertThat(chain.send(signed)).isEqualTo(new AnchorOutcome.Accepted(signed.txHash()));
            while (chain.mined(signed.txHash()).isEmpty()) {
                Thread.sleep(20);
            }
            assertThat(chain.anchoredRoot(5)).contains(tree.root(5));
        }
    }

    private void assertRefused(String field, UnsignedTransaction given) {
        answer = transaction -> result(Hex.of(key.sign(given).raw()));
        assertThatThrownBy(() -> signer.sign(TRANSACTION))
                .isInstanceOf(SignerException.class)
                .hasMessageContaining("signed another transaction: " + field);
    }

    private static UnsignedTransaction with(long nonce, long gasPrice, long gasLimit, String to, String data) {
        return new UnsignedTransaction(DevChain.CHAIN_ID, nonce, gasPrice, gasLimit, to, data);
    }

    /** What the service was asked to sign. */
    private UnsignedTransaction transaction() {
        Map<?, ?> fields = (Map<?, ?>) ((List<?>) asked.get("params")).getFirst();
        return new UnsignedTransaction(
                DevChain.CHAIN_ID,
                Hex.toLong((String) fields.get("nonce")),
                Hex.toLong((String) fields.get("gasPrice")),
                Hex.toLong((String) fields.get("gas")),
                (String) fields.get("to"),
                (String) fields.get("data"));
    }

    private String signed(UnsignedTransaction transaction) {
        return result(Hex.of(key.sign(transaction).raw()));
    }

    private static String result(String signed) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"" + signed + "\"}";
    }
}
