package io.govshare.testkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Assertions on the description that a running service gives of its API. */
public final class OpenApiAssertions {

    private static final Path COMMITTED = Path.of("openapi.yaml");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final Set<String> BOUNDING_FORMATS = Set.of("uuid", "date", "date-time");

    private OpenApiAssertions() {}

    /**
     * The module's {@code openapi.yaml} is what the service on this port produces; each operation has a summary and its
     * problems, each parameter its bounds. Whoever changes the API on purpose runs the test with {@code
     * GOVSHARE_OPENAPI=write} and commits the file.
     */
    public static void assertCommitted(int port) throws IOException, InterruptedException {
        String produced = produced(port);
        if ("write".equals(System.getenv("GOVSHARE_OPENAPI"))) {
            Files.writeString(COMMITTED, produced);
        }
        assertThat(defects(produced)).isEmpty();
        assertThat(produced)
                .as("%s; GOVSHARE_OPENAPI=write renews it", COMMITTED)
                .isEqualTo(Files.readString(COMMITTED));
    }

    private static String produced(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v3/api-docs.yaml"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }

    /** What the description lacks, each with its place. */
    static List<String> defects(String description) {
        Map<?, ?> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(description);
        List<String> defects = new ArrayList<>();
        object(document.get("paths"))
                .forEach((path, operations) -> object(operations).forEach((method, operation) -> {
                    if (METHODS.contains(String.valueOf(method))) {
                        operationDefects(object(operation))
                                .forEach(defect -> defects.add(method + " " + path + " " + defect));
                    }
                }));
        return defects;
    }

    private static List<String> operationDefects(Map<?, ?> operation) {
        List<String> defects = new ArrayList<>();
        if (!(operation.get("summary") instanceof String summary) || summary.isBlank()) {
            defects.add("has no summary");
        }
        if (object(operation.get("responses")).keySet().stream()
                .noneMatch(status -> String.valueOf(status).startsWith("5"))) {
            defects.add("has no problems");
        }
        if (operation.get("parameters") instanceof List<?> parameters) {
            for (Object parameter : parameters) {
                Map<?, ?> described = object(parameter);
                if (!bounded(object(described.get("schema")))) {
                    defects.add("has the unbounded parameter " + described.get("name"));
                }
            }
        }
        return defects;
    }

    private static boolean bounded(Map<?, ?> schema) {
        return switch (String.valueOf(schema.get("type"))) {
            case "boolean" -> true;
            // The format bounds the other side.
            case "integer" -> schema.containsKey("minimum");
            case "string" ->
                schema.containsKey("maxLength")
                        || schema.containsKey("pattern")
                        || schema.containsKey("enum")
                        || BOUNDING_FORMATS.contains(String.valueOf(schema.get("format")));
            default -> false;
        };
    }

    private static Map<?, ?> object(@Nullable Object node) {
        return node instanceof Map<?, ?> map ? map : Map.of();
    }
}
