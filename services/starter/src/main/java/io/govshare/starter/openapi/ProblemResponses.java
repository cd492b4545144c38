package io.govshare.starter.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;

/** Gives each operation the problems it can answer with: those its signature tells, and those of {@link MayRefuse}. */
final class ProblemResponses implements OperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        Set<HttpStatus> statuses =
                new TreeSet<>(List.of(HttpStatus.INTERNAL_SERVER_ERROR, HttpStatus.SERVICE_UNAVAILABLE));
        List<Parameter> parameters = operation.getParameters() == null ? List.of() : operation.getParameters();
        boolean body = operation.getRequestBody() != null;
        if (body || !parameters.isEmpty()) {
            statuses.add(HttpStatus.BAD_REQUEST);
        }
        if (body) {
            statuses.add(HttpStatus.CONTENT_TOO_LARGE);
            statuses.add(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        }
        if (parameters.stream().anyMatch(parameter -> "path".equals(parameter.getIn()))) {
            statuses.add(HttpStatus.NOT_FOUND);
        }
        // An operation whose list of schemes is empty is open to everyone; one without a list has the document's.
        if (operation.getSecurity() == null || !operation.getSecurity().isEmpty()) {
            statuses.add(HttpStatus.UNAUTHORIZED);
            statuses.add(HttpStatus.FORBIDDEN);
        }
        MayRefuse further = method.getMethodAnnotation(MayRefuse.class);
        if (further != null) {
            statuses.addAll(List.of(further.value()));
        }
        statuses.forEach(status -> operation
                .getResponses()
                .addApiResponse(
                        Integer.toString(status.value()),
                        new ApiResponse().$ref("#/components/responses/" + ProblemCatalogue.name(status))));
        return operation;
    }
}
