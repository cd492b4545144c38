package io.govshare.gateway.page;

import io.govshare.gateway.problem.GatewayProblem;
import io.govshare.gateway.problem.Problem;
import io.govshare.gateway.problem.ProblemException;
import io.govshare.gateway.route.GatewayProperties;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API reference: each service describes itself, the gateway shows the descriptions on one page with its own address
 * in them, so that a request tried out there takes the public way. Everything the page needs comes from here.
 */
@RestController
class ApiReference implements WebMvcConfigurer {

    private static final int LARGEST_DESCRIPTION = 4 * 1024 * 1024;

    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, URI> services;
    private final RestClient client;
    private final String page;

    ApiReference(GatewayProperties properties, ClientHttpRequestFactory upstreamRequests) throws IOException {
        this.services = properties.services();
        this.client = RestClient.builder().requestFactory(upstreamRequests).build();
        this.page = new ClassPathResource("pages/docs.html").getContentAsString(StandardCharsets.UTF_8);
    }

    @GetMapping({"/docs", "/docs/"})
    ResponseEntity<String> page() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(page);
    }

    @GetMapping("/docs/services.json")
    List<Map<String, String>> services() {
        return services.keySet().stream()
                .map(name -> Map.of("name", name, "url", "/docs/openapi/" + name))
                .toList();
    }

    @GetMapping("/docs/openapi/{service}")
    ResponseEntity<String> description(@PathVariable String service) {
        URI address = services.get(service);
        if (address == null) {
            throw new ProblemException(
                    Problem.of(GatewayProblem.NOT_FOUND, "The services are " + services.keySet() + "."));
        }
        byte[] description = client.get()
                .uri(address.resolve("/v3/api-docs"))
                .accept(MediaType.APPLICATION_JSON)
                .exchange((request, response) -> {
                    if (!response.getStatusCode().is2xxSuccessful()) {
                        throw broken(service);
                    }
                    try (InputStream body = response.getBody()) {
                        return body.readNBytes(LARGEST_DESCRIPTION);
                    }
                });
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)))
                .body(withPublicAddress(service, description));
    }

    private String withPublicAddress(String service, byte[] description) {
        JsonNode tree;
        try {
            tree = json.readTree(description);
        } catch (JacksonException e) {
            throw broken(service);
        }
        if (!(tree instanceof ObjectNode root)) {
            throw broken(service);
        }
        root.putArray("servers").addObject().put("url", "/");
        root.withObject("/components/securitySchemes/token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT");
        root.putArray("security").addObject().putArray("token");
        return json.writeValueAsString(root);
    }

    private static ProblemException broken(String service) {
        return new ProblemException(
                Problem.of(GatewayProblem.UPSTREAM_BROKEN, "The %s service gave no description.".formatted(service)));
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/ui/**")
                .addResourceLocations(swaggerUi())
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)));
    }

    /** Found rather than named, so that raising the WebJar's version changes one place only. */
    private static String swaggerUi() {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:/META-INF/resources/webjars/swagger-ui/*/swagger-ui-bundle.js");
            if (found.length != 1) {
                throw new IllegalStateException("Expected one Swagger UI on the class path, found " + found.length);
            }
            String bundle = found[0].getURL().toString();
            return bundle.substring(0, bundle.lastIndexOf('/') + 1);
        } catch (IOException e) {
            throw new IllegalStateException("The class path cannot be read", e);
        }
    }
}
