package io.govshare.starter.openapi;

import io.govshare.starter.problem.CommonProblem;
import io.govshare.starter.problem.ProblemCode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.http.HttpStatus;
import org.springframework.util.ClassUtils;

/**
 * The problems of a service as shared responses of its description, one per status. Each lists its codes, the common ones
 * and those of the service, so that a code cannot come, go or change unnoticed.
 */
final class ProblemCatalogue implements OpenApiCustomizer {

    private static final String PROBLEM = "Problem";
    /** Statuses with which a caller may come back: the answer then says when. */
    private static final List<HttpStatus> COME_BACK =
            List.of(HttpStatus.CONFLICT, HttpStatus.TOO_MANY_REQUESTS, HttpStatus.SERVICE_UNAVAILABLE);

    private final List<String> packages;

    /** @param packages where the service keeps its codes */
    ProblemCatalogue(List<String> packages) {
        this.packages = List.copyOf(packages);
    }

    static String name(HttpStatus status) {
        return Stream.of(status.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    @Override
    public void customise(OpenAPI api) {
        api.getComponents().addSchemas(PROBLEM, problem());
        codes().collect(Collectors.groupingBy(ProblemCode::status, TreeMap::new, Collectors.toList()))
                .forEach((status, codes) -> api.getComponents().addResponses(name(status), response(status, codes)));
    }

    private Stream<ProblemCode> codes() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(ProblemCode.class));
        List<ProblemCode> codes = new ArrayList<>(List.of(CommonProblem.values()));
        for (String name : packages) {
            for (BeanDefinition found : scanner.findCandidateComponents(name)) {
                Class<?> type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
                if (type.getEnumConstants() instanceof ProblemCode[] constants) {
                    codes.addAll(List.of(constants));
                }
            }
        }
        return codes.stream().distinct().sorted(Comparator.comparing(ProblemCode::code));
    }

    private static ApiResponse response(HttpStatus status, List<ProblemCode> codes) {
        ApiResponse response = new ApiResponse()
                .description(codes.stream()
                        .map(code -> code.code() + ": " + code.title())
                        .collect(Collectors.joining("; ")))
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
        if (COME_BACK.contains(status)) {
            response.addHeaderObject(
                    "Retry-After",
                    new Header()
                            .description("Seconds after which the same request may succeed; absent when it will not")
                            .schema(new IntegerSchema()));
        }
        return response;
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("RFC 9457")
                .addProperty("type", new StringSchema().format("uri"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema().format("uri-reference"))
                .addProperty("code", new StringSchema().example("CAT-1001"))
                .addProperty("field", new StringSchema())
                .addProperty("parameter", new StringSchema())
                .addProperty("line", new IntegerSchema())
                .addProperty("requestId", new StringSchema());
    }
}
