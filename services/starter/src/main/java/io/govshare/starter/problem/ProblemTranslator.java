package io.govshare.starter.problem;

import io.govshare.starter.request.BodyTooLargeException;
import jakarta.validation.ConstraintViolationException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingMatrixVariableException;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.MissingRequestCookieException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What an exception means to the caller. Anything not named here is the service's own fault and stays inside. */
final class ProblemTranslator {

    /** For states that pass by themselves: short enough to be useful, long enough not to be a hammer. */
    private static final Duration RETRY = Duration.ofSeconds(2);

    private static final int MAX_REPORTED_ERRORS = 50;

    /** Jackson's own words for places and settings, which say nothing to a caller. */
    private static final String PLACE = ", from `[^`]*`| ?\\(?(start marker )?at \\[Source.*";

    Problem translate(Exception exception) {
        return switch (exception) {
            case ProblemException e -> Problem.of(e);
            case HttpMessageNotReadableException e -> unreadable(e);
            case MethodArgumentNotValidException e -> invalidFields(e);
            case HandlerMethodValidationException e -> invalidParameters(e);
            case ConstraintViolationException e -> violated(e);
            case MethodArgumentTypeMismatchException e ->
                parameter(e.getName(), "The parameter '" + e.getName() + "' must be " + expected(e.getRequiredType()));
            case MissingServletRequestParameterException e ->
                parameter(e.getParameterName(), "The parameter '" + e.getParameterName() + "' is missing");
            case MissingRequestHeaderException e ->
                parameter(e.getHeaderName(), "The header '" + e.getHeaderName() + "' is missing");
            case MissingRequestCookieException e ->
                parameter(e.getCookieName(), "The cookie '" + e.getCookieName() + "' is missing");
            case MissingPathVariableException e -> internal();
            case MissingMatrixVariableException e -> parameter(e.getVariableName(), "A matrix variable is missing");
            case ServletRequestBindingException e ->
                Problem.of(CommonProblem.INVALID_PARAMETER, "The request lacks a parameter that this path needs");
            case InvalidParameterException e ->
                Problem.of(
                        CommonProblem.INVALID_PARAMETER,
                        "The query is not percent-encoded UTF-8, or has too many parameters");
            case BadRequestException e ->
                Problem.of(
                        CommonProblem.MALFORMED_REQUEST,
                        "The connection broke off, or the body's chunks are malformed");
            case AccessDeniedException e -> accessDenied();
            case AuthenticationException e ->
                Problem.of(
                        CommonProblem.UNAUTHENTICATED,
                        "Send an access token of this platform as 'Authorization: Bearer'");
            case TransientDataAccessException e -> unavailable();
            case DataAccessResourceFailureException e -> unavailable();
            case RecoverableDataAccessException e -> unavailable();
            case CannotCreateTransactionException e -> unavailable();
            case TransactionSystemException e -> unavailable();
            case ResourceAccessException e -> unavailable();
            case RestClientException e -> Problem.of(CommonProblem.UPSTREAM, "Another service answered with an error");
            case ErrorResponse e -> framework(e.getStatusCode());
            default -> causedByTooLarge(exception).orElseGet(ProblemTranslator::internal);
        };
    }

    /** The problem for a bare status, as the framework or the container give it. */
    Problem framework(HttpStatusCode status) {
        CommonProblem code = switch (status.value()) {
            case 400 -> CommonProblem.MALFORMED_REQUEST;
            case 401 -> CommonProblem.UNAUTHENTICATED;
            case 403 -> CommonProblem.FORBIDDEN;
            case 404 -> CommonProblem.NOT_FOUND;
            case 405 -> CommonProblem.METHOD_NOT_ALLOWED;
            case 406 -> CommonProblem.NOT_ACCEPTABLE;
            case 413 -> CommonProblem.TOO_LARGE;
            case 415 -> CommonProblem.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> CommonProblem.UNAVAILABLE;
            default -> status.is4xxClientError() ? CommonProblem.REFUSED_REQUEST : CommonProblem.INTERNAL;
        };
        return new Problem(code, status, detail(code), Map.of(), code == CommonProblem.UNAVAILABLE ? RETRY : null);
    }

    private static String detail(CommonProblem code) {
        return switch (code) {
            case NOT_FOUND -> "No resource has this path";
            case METHOD_NOT_ALLOWED -> "See the Allow header for the methods of this path";
            case UNSUPPORTED_MEDIA_TYPE -> "See the Accept header for the media types that this path takes";
            case NOT_ACCEPTABLE -> "Ask for another media type";
            case INTERNAL -> "The failure is recorded under the request id";
            default -> code.title();
        };
    }

    private static Problem unreadable(HttpMessageNotReadableException e) {
        Optional<Problem> tooLarge = causedByTooLarge(e);
        if (tooLarge.isPresent()) {
            return tooLarge.get();
        }
        Throwable cause = e.getCause();
        while (cause != null && !(cause instanceof JacksonException)) {
            cause = cause.getCause();
        }
        if (!(cause instanceof JacksonException json)) {
            return Problem.of(CommonProblem.MALFORMED_BODY, "The body is missing or cannot be read");
        }
        Map<String, @Nullable Object> where = new LinkedHashMap<>();
        String field = pointer(json);
        where.put("field", field.isEmpty() ? null : field);
        if (json.getLocation() != null && json.getLocation().getLineNr() > 0) {
            where.put("line", json.getLocation().getLineNr());
            where.put("column", json.getLocation().getColumnNr());
        }
        // Jackson's own texts name our classes; only those about the JSON text itself are for callers.
        String detail = switch (json) {
            case UnrecognizedPropertyException unknown -> "The field '" + unknown.getPropertyName() + "' is unknown";
            case StreamReadException syntax ->
                "The body is not well-formed JSON: " + firstLine(syntax.getOriginalMessage());
            default ->
                field.isEmpty()
                        ? "The body is not of the expected form"
                        : "The field '" + field + "' is missing or of the wrong form";
        };
        return new Problem(CommonProblem.MALFORMED_BODY, CommonProblem.MALFORMED_BODY.status(), detail, where, null);
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("").replaceAll(PLACE, "");
        return line.length() <= 200 ? line : line.substring(0, 200);
    }

    private static String pointer(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    private static Problem invalidFields(MethodArgumentNotValidException e) {
        return invalid(
                CommonProblem.INVALID_FIELD,
                "field",
                e.getBindingResult().getFieldErrors().stream()
                        .map(error -> new Violation(error.getField(), reason(error.getDefaultMessage())))
                        .toList());
    }

    private static Problem invalidParameters(HandlerMethodValidationException e) {
        if (!e.getBeanResults().isEmpty()) {
            return invalid(
                    CommonProblem.INVALID_FIELD,
                    "field",
                    e.getBeanResults().stream()
                            .flatMap(bean -> bean.getFieldErrors().stream())
                            .map(error -> new Violation(error.getField(), reason(error.getDefaultMessage())))
                            .toList());
        }
        return invalid(
                CommonProblem.INVALID_PARAMETER,
                "parameter",
                e.getValueResults().stream()
                        .flatMap(value -> value.getResolvableErrors().stream()
                                .map(error -> new Violation(
                                        String.valueOf(
                                                value.getMethodParameter().getParameterName()),
                                        reason(error.getDefaultMessage()))))
                        .toList());
    }

    private static Problem violated(ConstraintViolationException e) {
        return invalid(
                CommonProblem.INVALID_PARAMETER,
                "parameter",
                e.getConstraintViolations().stream()
                        .map(v -> new Violation(lastNode(v.getPropertyPath().toString()), reason(v.getMessage())))
                        .toList());
    }

    private static String lastNode(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private record Violation(String where, String reason) {}

    private static Problem invalid(CommonProblem code, String member, List<Violation> violations) {
        if (violations.isEmpty()) {
            return Problem.of(code, code.title());
        }
        Map<String, @Nullable Object> extras = new LinkedHashMap<>();
        extras.put(member, violations.getFirst().where());
        extras.put(
                "errors",
                violations.stream()
                        .limit(MAX_REPORTED_ERRORS)
                        .map(v -> Map.of(member, v.where(), "reason", v.reason()))
                        .toList());
        String detail = "'" + violations.getFirst().where() + "' "
                + violations.getFirst().reason();
        return new Problem(code, code.status(), detail, extras, null);
    }

    private static String reason(@Nullable String message) {
        return message == null ? "is not acceptable" : message;
    }

    private static Problem parameter(String name, String detail) {
        return Problem.of(CommonProblem.INVALID_PARAMETER, detail, "parameter", name);
    }

    /** What to write, in words of the interface rather than of Java. */
    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another form";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer" -> "a whole number of at most " + Integer.MAX_VALUE;
            case "long", "Long" -> "a whole number of at most " + Long.MAX_VALUE;
            case "boolean", "Boolean" -> "true or false";
            case "UUID" -> "an id such as 0192f3c4-7b1e-7c3a-9d2f-1a2b3c4d5e6f";
            case "Instant", "OffsetDateTime" -> "a time such as 2026-11-22T10:15:30Z";
            case "LocalDate" -> "a date such as 2026-11-22";
            default -> "of another form";
        };
    }

    private static Problem accessDenied() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || new AuthenticationTrustResolverImpl().isAnonymous(authentication)) {
            return Problem.of(CommonProblem.UNAUTHENTICATED, "This path needs an access token");
        }
        return Problem.of(CommonProblem.FORBIDDEN, "The operator's roles do not allow this");
    }

    private static Optional<Problem> causedByTooLarge(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLargeException tooLarge) {
                return Optional.of(tooLarge(tooLarge.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** @param limit says what the limit is, as {@link BodyTooLargeException} does */
    static Problem tooLarge(@Nullable String limit) {
        return Problem.of(
                CommonProblem.TOO_LARGE, limit == null || limit.isBlank() ? CommonProblem.TOO_LARGE.title() : limit);
    }

    private static Problem unavailable() {
        return new Problem(
                CommonProblem.UNAVAILABLE,
                CommonProblem.UNAVAILABLE.status(),
                CommonProblem.UNAVAILABLE.title(),
                Map.of(),
                RETRY);
    }

    private static Problem internal() {
        return Problem.of(CommonProblem.INTERNAL, detail(CommonProblem.INTERNAL));
    }
}
