package io.govshare.catalog.dcat;

import io.govshare.catalog.dataset.DatasetProblem;
import io.govshare.catalog.dcat.CatalogueImports.Format;
import io.govshare.catalog.dcat.CatalogueImports.Mode;
import io.govshare.catalog.dcat.CatalogueImports.Source;
import io.govshare.starter.openapi.MayRefuse;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import io.govshare.starter.security.Roles;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/catalog/v1/catalogues")
@Tag(name = "Catalogues", description = "Take over what another catalogue lists")
class CatalogueImportController {

    private final CatalogueImports imports;
    private final ImportProperties properties;

    CatalogueImportController(CatalogueImports imports, ImportProperties properties) {
        this.imports = imports;
        this.properties = properties;
    }

    @PostMapping("/imports")
    @PreAuthorize("hasAnyRole('publisher', 'agency-admin', 'platform-operator')")
    @Operation(
            summary = "Import a DCAT-US data.json or a DCAT-AP catalogue",
            description = "Lenient mode keeps what is usable and reports the faults entry by entry; strict mode refuses"
                    + " the whole catalogue if any entry is faulty. Repeating an import updates what it knows.")
    @MayRefuse(HttpStatus.UNPROCESSABLE_CONTENT)
    ImportReport run(
            Operator operator,
            @RequestParam @Schema(allowableValues = {"dcat-us", "dcat-ap"}) String format,
            @RequestParam(defaultValue = "lenient") @Schema(allowableValues = {"lenient", "strict"}) String mode,
            @Parameter(description = "for an operator of the platform: the agency to import for")
                    @RequestParam(required = false)
                    @Schema(maxLength = 63)
                    @Nullable
                    String agency,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Size(max = 200) @Nullable
                    String contentType,
            InputStream body)
            throws IOException {
        var chosenFormat = switch (format) {
            case "dcat-us" -> Format.DCAT_US;
            case "dcat-ap" -> Format.DCAT_AP;
            default -> throw unacceptable("format", "must be dcat-us or dcat-ap");
        };
        var chosenMode = switch (mode) {
            case "lenient" -> Mode.LENIENT;
            case "strict" -> Mode.STRICT;
            default -> throw unacceptable("mode", "must be lenient or strict");
        };
        String owner = owner(operator, agency);
        try (var catalogue = SpooledCatalogue.take(body, properties.maxBytes())) {
            return imports.run(operator, owner, new Source(chosenFormat, catalogue, contentType), chosenMode);
        }
    }

    private static String owner(Operator operator, @Nullable String agency) {
        if (agency == null || operator.actsFor(agency)) {
            return operator.agencyCode()
                    .orElseThrow(() -> new ProblemException(
                            DatasetProblem.AGENCY_NEEDED,
                            "Say with the parameter 'agency' for whom to import",
                            Map.of("parameter", "agency")));
        }
        if (!operator.has(Roles.PLATFORM_OPERATOR)) {
            throw new ProblemException(
                    DatasetProblem.NOT_THE_PUBLISHER, "Only an operator of the platform imports for another agency");
        }
        if (!agency.matches("[a-z][a-z0-9-]{0,62}")) {
            throw unacceptable("agency", "must be the code of an agency");
        }
        return agency;
    }

    private static ProblemException unacceptable(String parameter, String reason) {
        return new ProblemException(
                DatasetProblem.UNACCEPTABLE_PARAMETER, parameter + ": " + reason, Map.of("parameter", parameter));
    }
}
