package io.govshare.catalog.export;

import io.govshare.catalog.dataset.DatasetProblem;
import io.govshare.catalog.dataset.VisibleDatasets;
import io.govshare.starter.openapi.MayRefuse;
import io.govshare.starter.problem.CommonProblem;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.util.UriComponentsBuilder;

@RestController
@RequestMapping(
        path = CatalogueController.PATH,
        produces = {CatalogueSyntax.JSON, CatalogueSyntax.LINKED_JSON, CatalogueSyntax.TEXT, CatalogueSyntax.XML})
@Tag(name = "Catalogue", description = "The catalogue in DCAT-AP 3 and DCAT-US 1.1, for the catalogues of others")
class CatalogueController {

    static final String PATH = "/api/catalog/v1/catalogue";

    /** Of a page's datasets as they are stored, and as they are written; a single dataset may have more. */
    private static final long PAGE_BYTES = 4 << 20;

    /** Changes when the same datasets are written otherwise than before. */
    private static final int EDITION = 2;

    private final VisibleDatasets datasets;
    private final Describer describer;
    private final CatalogueExports exports;
    private final ExportProperties properties;

    CatalogueController(
            VisibleDatasets datasets, Describer describer, CatalogueExports exports, ExportProperties properties) {
        this.datasets = datasets;
        this.describer = describer;
        this.exports = exports;
        this.properties = properties;
    }

    @GetMapping
    @Operation(
            summary = "A page of the catalogue: what the caller may know of, oldest first",
            description = "DCAT-US 1.1 as application/json, DCAT-AP 3 as application/ld+json, text/turtle or"
                    + " application/rdf+xml. A page may have fewer datasets than asked for; the next one is named by"
                    + " the header Link with rel=\"next\", in DCAT-AP also by hydra:next.")
    @InEachSyntax
    @MayRefuse(HttpStatus.NOT_ACCEPTABLE)
    ResponseEntity<byte[]> page(
            Operator operator,
            WebRequest request,
            @RequestParam(required = false) @Size(max = 63) @Pattern(regexp = "[a-z][a-z0-9-]*") @Nullable
                    String agency,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
        var syntax = syntax(request);
        exports.awaitTurn(operator);
        var fitting = fitting(datasets.page(operator, agency, cursor, limit, PAGE_BYTES));
        String next = fitting.next() == null ? null : address(agency, fitting.next(), limit);
        var document = new CatalogueDocument.Page(
                properties.address(PATH), address(agency, cursor, limit), next, fitting.datasets());
        return answer(request, document, syntax, next);
    }

    private record Fitting(
            List<Description> datasets, @Nullable UUID next) {}

    /** What a page takes of those found: a dataset of few bytes may be written with many, and one is taken always. */
    private Fitting fitting(VisibleDatasets.Page found) {
        var descriptions = new ArrayList<Description>();
        UUID last = null;
        long weight = 0;
        for (var dataset : found.datasets()) {
            var description = describer.describe(dataset);
            weight += description.weight();
            if (last != null && weight > PAGE_BYTES) {
                return new Fitting(descriptions, last);
            }
            descriptions.add(description);
            last = dataset.id();
        }
        return new Fitting(descriptions, found.next());
    }

    @GetMapping("/datasets/{id}")
    @Operation(summary = "One dataset in DCAT-US 1.1 or DCAT-AP 3")
    @InEachSyntax
    @MayRefuse(HttpStatus.NOT_ACCEPTABLE)
    ResponseEntity<byte[]> dataset(Operator operator, WebRequest request, @PathVariable UUID id) {
        var syntax = syntax(request);
        exports.awaitTurn(operator);
        var dataset = datasets.find(operator, id)
                .orElseThrow(() -> new ProblemException(DatasetProblem.UNKNOWN_DATASET, "No dataset has the id " + id));
        return answer(request, new CatalogueDocument.One(describer.describe(dataset)), syntax, null);
    }

    private ResponseEntity<byte[]> answer(
            WebRequest request, CatalogueDocument document, CatalogueSyntax syntax, @Nullable String next) {
        String tag = tag(document, syntax);
        var headers = new HttpHeaders();
        headers.setETag(tag);
        headers.setCacheControl(CacheControl.noCache().cachePrivate());
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        headers.add(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        if (next != null) {
            headers.add(HttpHeaders.LINK, '<' + next + ">; rel=\"next\"");
        }
        if (request.checkNotModified(tag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .headers(headers)
                    .build();
        }
        headers.setContentType(syntax.type());
        return ResponseEntity.ok().headers(headers).body(exports.write(document, syntax));
    }

    private static CatalogueSyntax syntax(WebRequest request) {
        String[] accept = request.getHeaderValues(HttpHeaders.ACCEPT);
        return CatalogueSyntax.accepted(accept == null ? List.of() : List.of(accept))
                .orElseThrow(() -> new ProblemException(
                        CommonProblem.NOT_ACCEPTABLE,
                        "The catalogue is given as application/json, application/ld+json, text/turtle or"
                                + " application/rdf+xml"));
    }

    private String address(@Nullable String agency, @Nullable UUID cursor, int limit) {
        var address = UriComponentsBuilder.fromUriString(properties.address(PATH));
        if (agency != null) {
            address.queryParam("agency", agency);
        }
        if (cursor != null) {
            address.queryParam("cursor", cursor);
        }
        return address.queryParam("limit", limit).toUriString();
    }

    /** Over what is said rather than over how: the lines of a graph stand in no order. */
    private String tag(CatalogueDocument document, CatalogueSyntax syntax) {
        try {
            byte[] said =
                    (EDITION + "\n" + syntax + '\n' + properties + '\n' + document).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(said);
            return "W/\"" + HexFormat.of().formatHex(digest, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
