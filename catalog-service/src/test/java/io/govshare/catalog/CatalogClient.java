package io.govshare.catalog;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The catalogue as a client sees it. */
public final class CatalogClient {

    public static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final String base;
    private final String token;

    public CatalogClient(int port, String token) {
        this.base = "http://127.0.0.1:" + port + "/api/catalog/v1";
        this.token = token;
    }

    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
        }

        public String code() {
            return json().path("code").asString("");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, new byte[0], headers);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, json(body), "Content-Type", "application/json");
    }

    public Answer patch(String path, Object body, String... headers) {
        return send("PATCH", path, json(body), with(headers, "Content-Type", "application/json"));
    }

    public Answer put(String path, Object body, String... headers) {
        return send("PUT", path, json(body), with(headers, "Content-Type", "application/json"));
    }

    public Answer imports(String format, String mode, String mediaType, byte[] body) {
        return send("POST", "/catalogues/imports?format=" + format + "&mode=" + mode, body, "Content-Type", mediaType);
    }

    public Answer send(String method, String path, byte[] body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static Map<String, Object> described(String title, String sharing) {
        return Map.of(
                "title",
                title,
                "description",
                "Described for the sake of " + title,
                "sharing",
                sharing,
                "keywords",
                List.of("test"),
                "schema",
                JSON.readTree("""
                        {"type":"object","required":["name"],"properties":{
                          "name":{"type":"string","x-layer":"public"},
                          "income":{"type":"integer","x-layer":"restricted"},
                          "note":{"type":"string"}}}"""));
    }

    private static byte[] json(Object body) {
        return body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : JSON.writeValueAsBytes(body);
    }

    private static String[] with(String[] headers, String name, String value) {
        var all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = name;
        all[headers.length + 1] = value;
        return all;
    }
}
