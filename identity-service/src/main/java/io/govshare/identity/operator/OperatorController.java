package io.govshare.identity.operator;

import io.govshare.identity.agency.Agencies;
import io.govshare.identity.agency.Agency;
import io.govshare.identity.agency.AgencyProblem;
import io.govshare.schemas.AgencyChanged.Status;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import io.govshare.starter.security.Roles;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/identity/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Operators", description = "Who acts for an agency")
class OperatorController {

    private final AgencyOperators operators;
    private final Agencies agencies;

    OperatorController(AgencyOperators operators, Agencies agencies) {
        this.operators = operators;
        this.agencies = agencies;
    }

    record Me(
            String id,
            @Nullable String username,
            @Nullable String agency,
            @Nullable String agencyName,
            @Nullable Status agencyStatus,
            List<String> roles,
            @Nullable String client) {}

    record OperatorView(String id, String username, boolean enabled, List<String> roles) {}

    record Listing(List<OperatorView> operators, @Nullable String next) {}

    @GetMapping("/operators/me")
    @Operation(summary = "Who the caller is to the platform")
    Me me(Operator operator) {
        Optional<Agency> agency = operator.agencyCode().flatMap(agencies::find);
        return new Me(
                operator.id(),
                operators.find(operator.id()).map(AgencyOperator::username).orElse(null),
                operator.agency(),
                agency.map(Agency::name).orElse(null),
                agency.map(Agency::status).orElse(null),
                operator.roles().stream().sorted().toList(),
                operator.client());
    }

    @GetMapping("/agencies/{code}/operators")
    @PreAuthorize("hasAnyRole('platform-operator', 'auditor', 'agency-admin')")
    @Operation(summary = "The operators of an agency, as copied from Keycloak")
    Listing list(
            Operator caller,
            @PathVariable @Size(max = 32) String code,
            @RequestParam(defaultValue = "") @Size(max = 255) @Pattern(regexp = "[^\\u0000-\\u001f\\u007f]*")
                    String cursor,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
        if (!caller.has(Roles.PLATFORM_OPERATOR) && !caller.has(Roles.AUDITOR) && !caller.actsFor(code)) {
            throw new ProblemException(AgencyProblem.OTHER_AGENCY, "Only the agency's own operators can be listed.");
        }
        agencies.get(code);
        List<OperatorView> found = operators.of(code, cursor, limit).stream()
                .map(o -> new OperatorView(o.id(), o.username(), o.enabled(), o.roles()))
                .toList();
        return new Listing(found, found.size() < limit ? null : found.getLast().username());
    }
}
