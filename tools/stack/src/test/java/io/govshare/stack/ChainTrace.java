package io.govshare.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A contract that was deployed on the development chain, and the block that holds it.
 *
 * @param block hash of that block
 */
record ChainTrace(String contract, String block) {

    // Answers 42 to everything.
    private static final String CODE = "602a60005260206000f3";
    private static final String DEPLOYMENT = "0x600a600c600039600a6000f3" + CODE;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Returns when the chain has mined the contract and written that to its disk. */
    static ChainTrace leaveOn(Stack stack) throws IOException, InterruptedException {
        URI chain = stack.url(Component.CHAIN);
        String account = call(chain, "eth_accounts").path(0).asString();
        String transaction = call(chain, "eth_sendTransaction", """
                        {"from":"%s","data":"%s","gas":"0x30000","gasPrice":"0x0"}""".formatted(account, DEPLOYMENT))
                .asString();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode mined = call(chain, "eth_getTransactionReceipt", quoted(transaction));
        while (!mined.isObject()) {
            pauseUntil(deadline);
            mined = call(chain, "eth_getTransactionReceipt", quoted(transaction));
        }
        ChainTrace trace = new ChainTrace(
                mined.path("contractAddress").asString(),
                mined.path("blockHash").asString());
        assertThat(trace.isOn(stack)).isTrue();
        Path disk = stack.data(Component.CHAIN).resolve("state.json");
        while (!Files.exists(disk) || !Files.readString(disk).contains(trace.contract())) {
            pauseUntil(deadline);
        }
        return trace;
    }

    /** Whether the chain knows both the contract's code and its block. */
    boolean isOn(Stack stack) throws IOException, InterruptedException {
        URI chain = stack.url(Component.CHAIN);
        boolean code = call(chain, "eth_getCode", quoted(contract), quoted("latest"))
                .asString()
                .equals("0x" + CODE);
        boolean mined =
                call(chain, "eth_getBlockByHash", quoted(block), "false").isObject();
        assertThat(code).as("the block, if and only if the contract").isEqualTo(mined);
        return code;
    }

    private static void pauseUntil(long deadline) throws InterruptedException {
        assertThat(System.nanoTime()).as("waiting for the chain").isLessThan(deadline);
        Thread.sleep(100);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static JsonNode call(URI chain, String method, String... arguments)
            throws IOException, InterruptedException {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[%s]}"
                .formatted(method, String.join(",", arguments));
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            JsonNode answer = JSON.readTree(client.send(
                            HttpRequest.newBuilder(chain)
                                    .timeout(PATIENCE)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
            assertThat(answer.has("error")).as(answer.toString()).isFalse();
            return answer.path("result");
        }
    }
}
