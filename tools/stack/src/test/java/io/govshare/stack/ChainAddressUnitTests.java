package io.govshare.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom an operator has to believe when the stack is to use a chain that runs already. */
class ChainAddressUnitTests {

    private static final String ONE = "0x0ba4875d7fdc684e5ceb9263fa50982d99fac8a0";
    private static final String TWO = "0xbbd0e121f6dcd2e26d0b4ba87c5564f8c422ed38";
    private static final String BESU = "\"besu/v26.3.0/linux-x86_64/openjdk-java-25\"";

    private HttpServer node;
    private URI url;

    @BeforeEach
    void listen() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.start();
        url = URI.create("http://127.0.0.1:" + node.getAddress().getPort());
    }

    @AfterEach
    void end() {
        node.stop(0);
    }

    @Test
    void whatIsNoAddressIsSaidSo() {
        for (String address : List.of("nope", "127.0.0.1", "ws://127.0.0.1:8545", "http:/8545")) {
            assertThatThrownBy(() -> ChainAddress.existing(URI.create(address), Optional.empty()))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("'" + address + "' is no address of a chain");
        }
    }

    @Test
    void theOperatorNamesTheValidators() {
        answers("\"0x1267\"", BESU, "[\"" + TWO + "\",\"" + ONE + "\"]");

        ChainAddress chain = existing(TWO.toUpperCase(java.util.Locale.ROOT).replace("0X", "0x") + ", " + ONE);

        assertThat(chain.id()).isEqualTo(4711);
        assertThat(chain.consensus()).isEqualTo("qbft");
        assertThat(chain.validators()).containsExactly(ONE, TWO);
    }

    @Test
    void theChainIsNotBelievedUnasked() {
        answers("\"0x1\"", BESU, "[\"" + ONE + "\"]");

        assertThatThrownBy(() -> ChainAddress.existing(url, Optional.empty()))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("--validators 0x...")
                .hasMessageContaining(ONE);
        assertThat(existing(ChainAddress.FROM_CHAIN).validators()).containsExactly(ONE);
    }

    @Test
    void otherValidatorsThanTheChainsAreRefused() {
        answers("\"0x1\"", BESU, "[\"" + ONE + "\"]");

        assertThatThrownBy(() -> existing(TWO))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(ONE)
                .hasMessageContaining(TWO);
        assertThatThrownBy(() -> existing(ONE + "," + TWO)).isInstanceOf(StackException.class);
    }

    @Test
    void aNodeThatDoesNotTellItsValidatorsIsUsedWithTheOperatorsOnly() {
        answers("\"0x1\"", BESU, "null");

        assertThat(existing(ONE).validators()).containsExactly(ONE);
        assertThatThrownBy(() -> existing(ChainAddress.FROM_CHAIN))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("qbft_getValidatorsByBlockNumber");
        assertThatThrownBy(() -> ChainAddress.existing(url, Optional.empty())).isInstanceOf(StackException.class);
    }

    @Test
    void addressesThatAreNoneAreRefused() {
        answers("\"0x1\"", BESU, "null");

        for (String text : new String[] {"", ",", ONE + ",", "0x12", ONE.replace("0x", "xx"), "chain"}) {
            assertThatThrownBy(() -> existing(text))
                    .as(text)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("--validators");
        }
    }

    @Test
    void anotherNodeThanABesuIsADevelopmentChain() {
        answers("\"0x7a69\"", "\"anvil/v1.7.1\"", "null");

        ChainAddress chain = ChainAddress.existing(url, Optional.empty());

        assertThat(chain.consensus()).isEqualTo("development");
        assertThat(chain.validators()).isEmpty();
        assertThatThrownBy(() -> existing(ONE))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("no Besu");
    }

    @Test
    void severalNodesAreOfOneChain() throws IOException {
        answers("\"0x1267\"", BESU, "[\"" + ONE + "\"]");
        HttpServer first = node;
        URI one = url;
        listen();
        try {
            answers("\"0x1267\"", BESU, "[\"" + ONE + "\"]");
            ChainAddress chain = ChainAddress.existing(one + ", " + url, Optional.of(ONE));
            assertThat(chain.urls()).isEqualTo(one + "," + url);
            assertThat(chain.url()).isEqualTo(one);
            assertThat(chain.id()).isEqualTo(4711);

            end();
            listen();
            answers("\"0x1\"", BESU, "[\"" + ONE + "\"]");
            assertThatThrownBy(() -> ChainAddress.existing(one + "," + url, Optional.of(ONE)))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("not of one chain");
            assertThatThrownBy(() -> ChainAddress.existing(one + ",", Optional.of(ONE)))
                    .isInstanceOf(StackException.class);
        } finally {
            first.stop(0);
        }
    }

    @Test
    void whereNobodyAnswersIsSaid() {
        node.stop(0);

        assertThatThrownBy(() -> existing(ONE))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("--chain-url")
                .hasMessageContaining(url.toString());
    }

    private ChainAddress existing(String validators) {
        return ChainAddress.existing(url, Optional.of(validators));
    }

    /** The JSON of each result. */
    private void answers(String chainId, String version, String validators) {
        Map<String, String> results = Map.of(
                "eth_chainId", chainId, "web3_clientVersion", version, "qbft_getValidatorsByBlockNumber", validators);
        node.createContext("/", exchange -> {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String result = results.entrySet().stream()
                    .filter(entry -> request.contains("\"" + entry.getKey() + "\""))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("null");
            byte[] body = ("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + result + "}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
