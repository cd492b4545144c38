package io.govshare.stack.part;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The few requests the stack makes to see whether a part answers. */
final class Http {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Http() {}

    /** The status; empty when nobody answers. */
    static Optional<Integer> status(URI uri) {
        return send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).GET().build()).map(HttpResponse::statusCode);
    }

    /** The {@code result} of an Ethereum JSON-RPC call, a text; empty when there is none. */
    static Optional<String> rpc(URI uri, String method) {
        return call(uri, method, "").filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    /** The {@code result} of an Ethereum JSON-RPC call with one argument, a list of texts. */
    static List<String> rpcList(URI uri, String method, String argument) {
        return call(uri, method, "\"" + argument + "\"").stream()
                .flatMap(JsonNode::valueStream)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
    }

    private static Optional<JsonNode> call(URI uri, String method, String arguments) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":[" + arguments + "]}"))
                .build();
        return send(request).filter(response -> response.statusCode() == 200).flatMap(response -> {
            try {
                return Optional.of(JSON.readTree(response.body()).path("result"));
            } catch (JacksonException notJson) {
                return Optional.empty();
            }
        });
    }

    private static Optional<HttpResponse<String>> send(HttpRequest request) {
        try {
            return Optional.of(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException notYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
