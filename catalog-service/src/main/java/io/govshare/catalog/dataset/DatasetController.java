package io.govshare.catalog.dataset;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.govshare.catalog.dataset.DatasetSearch.Filter;
import io.govshare.catalog.dataset.DatasetStore.SchemaVersion;
import io.govshare.catalog.dataset.FacetCounts.Facets;
import io.govshare.starter.openapi.MayRefuse;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/catalog/v1/datasets")
@Tag(name = "Datasets", description = "What agencies offer: find, describe, create")
class DatasetController {

    private static final String MAY_PUBLISH = "hasAnyRole('publisher', 'agency-admin')";

    private final DatasetEditor editor;
    private final DatasetSearch search;
    private final DatasetStore store;
    private final Datasets datasets;

    DatasetController(DatasetEditor editor, DatasetSearch search, DatasetStore store, Datasets datasets) {
        this.editor = editor;
        this.search = search;
        this.store = store;
        this.datasets = datasets;
    }

    record Summary(
            UUID id,
            String agency,
            @Nullable String publisher,
            @Nullable String identifier,
            String title,
            String description,
            String sharing,
            List<String> audience,
            List<String> keywords,
            int schemaVersion,
            long revision,
            Instant createdAt,
            Instant updatedAt) {

        static Summary of(CataloguedDataset dataset) {
            return new Summary(
                    dataset.id(),
                    dataset.agency(),
                    dataset.publisher(),
                    dataset.identifier(),
                    dataset.title(),
                    dataset.description(),
                    dataset.sharing().code(),
                    dataset.audience(),
                    dataset.keywords(),
                    dataset.schemaVersion(),
                    dataset.revision(),
                    dataset.createdAt(),
                    dataset.updatedAt());
        }
    }

    record FieldView(String name, List<String> types, String layer, boolean required) {}

    record Detail(@JsonUnwrapped Summary dataset, List<FieldView> fields, JsonNode schema, JsonNode metadata) {}

    record Listing(
            List<Summary> datasets,
            @Nullable String next,
            @Nullable Facets facets) {}

    record SharingChange(@Nullable String sharing, @Nullable List<@Nullable String> audience) {}

    @PostMapping
    @PreAuthorize(MAY_PUBLISH)
    @Operation(summary = "Create a dataset of the caller's agency")
    @ResponseStatus(HttpStatus.CREATED)
    @MayRefuse({HttpStatus.CONFLICT, HttpStatus.UNPROCESSABLE_CONTENT})
    ResponseEntity<Detail> create(Operator operator, @RequestBody NewDataset dataset) {
        var created = editor.create(operator, dataset);
        return ResponseEntity.created(URI.create("/api/catalog/v1/datasets/" + created.id()))
                .eTag(tag(created))
                .body(detail(created));
    }

    @GetMapping
    @Operation(
            summary = "Find datasets by words, facets, place and time; the facets' counts come with the first page",
            description =
                    "Without words the newest are first, with words the most relevant of the newest 500, then older"
                            + " ones by age. A page may have fewer datasets than asked for although 'next' says that more"
                            + " follow. 'box' is west,south,east,north in degrees, 'near' latitude,longitude and 'within'"
                            + " kilometres of it, 'from' and 'to' dates of ISO 8601; what shares any part of them is found."
                            + " Counts are of what the caller may know of; if 'complete' is false, of the newest 5,000.")
    ResponseEntity<Listing> list(
            Operator operator,
            WebRequest request,
            @RequestParam(required = false) @Size(max = 500) @Nullable String query,
            @RequestParam(required = false) @Size(max = 63) @Nullable String agency,
            @RequestParam(required = false) @Schema(allowableValues = {"open", "conditional", "restricted"}) @Nullable
                    String sharing,
            @RequestParam(required = false) @Size(max = FacetValues.LENGTH_LIMIT) @Nullable String publisher,
            @RequestParam(required = false) @Size(max = FacetValues.LENGTH_LIMIT) @Nullable String theme,
            @RequestParam(required = false) @Size(max = FacetValues.LENGTH_LIMIT) @Nullable String format,
            @RequestParam(required = false) @Size(max = FacetValues.LENGTH_LIMIT) @Nullable String language,
            @RequestParam(required = false) @Size(max = 100) @Nullable String box,
            @RequestParam(required = false) @Size(max = 60) @Nullable String near,
            @RequestParam(required = false) @Size(max = 20) @Nullable String within,
            @RequestParam(required = false) @Size(max = 40) @Nullable String from,
            @RequestParam(required = false) @Size(max = 40) @Nullable String to,
            @RequestParam(required = false) @Size(max = 200) @Nullable String cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int limit) {
        var chosen = new EnumMap<Facet, String>(Facet.class);
        choose(chosen, Facet.AGENCY, agency);
        if (sharing != null && Sharing.ofCode(sharing).isEmpty()) {
            throw unacceptable("sharing", "must be open, conditional or restricted");
        }
        choose(chosen, Facet.SHARING, sharing);
        choose(chosen, Facet.PUBLISHER, publisher);
        choose(chosen, Facet.THEME, theme);
        choose(chosen, Facet.FORMAT, format);
        choose(chosen, Facet.LANGUAGE, language);
        var filter = new Filter(
                Optional.ofNullable(query)
                        .map(words -> storable("query", words))
                        .filter(words -> !words.isBlank()),
                chosen,
                PlaceAndTime.of(box, near, within, from, to));
        var after = cursor == null
                ? null
                : SearchCursor.decode(cursor)
                        .orElseThrow(() -> unacceptable("cursor", "must be the 'next' of an earlier answer"));
        var page = search.page(DatasetVisibility.of(operator).viewer(), filter, after, limit);
        var listing = new Listing(page.datasets().stream().map(Summary::of).toList(), page.next(), page.facets());
        String tag = "W/\"" + ListingTag.of(page) + '"';
        if (request.checkNotModified(tag)) {
            return ResponseEntity.status(304).eTag(tag).build();
        }
        return ResponseEntity.ok().eTag(tag).cacheControl(mustAsk()).body(listing);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One dataset with its schema and the layer of each field")
    ResponseEntity<Detail> get(Operator operator, WebRequest request, @PathVariable UUID id) {
        var dataset = visible(operator, id);
        if (request.checkNotModified(tag(dataset))) {
            return ResponseEntity.status(304).eTag(tag(dataset)).build();
        }
        return ResponseEntity.ok().eTag(tag(dataset)).cacheControl(mustAsk()).body(detail(dataset));
    }

    @GetMapping("/{id}/schemas")
    @Operation(summary = "The versions of the schema, newest first")
    List<SchemaVersion> schemaVersions(Operator operator, @PathVariable UUID id) {
        return store.schemaVersions(visible(operator, id).id());
    }

    @GetMapping("/{id}/schemas/{version}")
    @Operation(summary = "One version of the schema")
    JsonNode schema(Operator operator, @PathVariable UUID id, @PathVariable @Min(1) int version) {
        return store.schema(visible(operator, id).id(), version)
                .orElseThrow(() -> new ProblemException(
                        DatasetProblem.UNKNOWN_DATASET, "The dataset's schema has no version " + version));
    }

    @PutMapping("/{id}/schema")
    @PreAuthorize(MAY_PUBLISH)
    @Operation(summary = "Replace the schema by a new version; records already published keep theirs")
    @MayRefuse({HttpStatus.PRECONDITION_FAILED, HttpStatus.UNPROCESSABLE_CONTENT})
    ResponseEntity<Detail> changeSchema(
            Operator operator,
            @PathVariable UUID id,
            @RequestBody JsonNode schema,
            @RequestHeader(name = "If-Match", required = false) @Schema(maxLength = 100) @Nullable String ifMatch) {
        var changed = editor.changeSchema(operator, id, schema, revision(ifMatch));
        return ResponseEntity.ok().eTag(tag(changed)).body(detail(changed));
    }

    @PatchMapping("/{id}")
    @PreAuthorize(MAY_PUBLISH)
    @Operation(summary = "Change the sharing class, or who may see a restricted dataset")
    @MayRefuse(HttpStatus.PRECONDITION_FAILED)
    ResponseEntity<Detail> changeSharing(
            Operator operator,
            @PathVariable UUID id,
            @RequestBody SharingChange change,
            @RequestHeader(name = "If-Match", required = false) @Schema(maxLength = 100) @Nullable String ifMatch) {
        var sharing = change.sharing() == null ? null : NewDataset.sharing("sharing", change.sharing());
        var audience = change.audience() == null ? null : NewDataset.audience("audience", change.audience());
        var changed = editor.changeSharing(operator, id, sharing, audience, revision(ifMatch));
        return ResponseEntity.ok().eTag(tag(changed)).body(detail(changed));
    }

    private CataloguedDataset visible(Operator operator, UUID id) {
        return store.find(id)
                .filter(DatasetVisibility.of(operator)::shows)
                .orElseThrow(() -> DatasetEditor.unknown(id));
    }

    private Detail detail(CataloguedDataset catalogued) {
        var dataset = datasets.find(catalogued.id()).orElseThrow(() -> DatasetEditor.unknown(catalogued.id()));
        var fields = dataset.fields().stream()
                .map(field -> new FieldView(
                        field.name(),
                        field.types().stream()
                                .map(type -> type.name().toLowerCase(Locale.ROOT))
                                .toList(),
                        dataset.layerOf(field.name()).code(),
                        field.required()))
                .toList();
        return new Detail(Summary.of(catalogued), fields, dataset.schema().document(), catalogued.metadata());
    }

    private static void choose(Map<Facet, String> chosen, Facet facet, @Nullable String value) {
        if (value != null) {
            chosen.put(facet, storable(facet.parameter(), value));
        }
    }

    private static String storable(String parameter, String text) {
        if (!StorableText.is(text)) {
            throw unacceptable(parameter, StorableText.REASON);
        }
        return text;
    }

    private static String tag(CataloguedDataset dataset) {
        return "\"" + dataset.revision() + '"';
    }

    private static CacheControl mustAsk() {
        return CacheControl.noCache().cachePrivate();
    }

    private static @Nullable Long revision(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        var digits = ifMatch.replaceAll("^\"(\\d{1,18})\"$", "$1");
        if (digits.equals(ifMatch)) {
            throw unacceptable("If-Match", "must be the ETag of an earlier answer");
        }
        return Long.valueOf(digits);
    }

    private static ProblemException unacceptable(String parameter, String reason) {
        return new ProblemException(
                DatasetProblem.UNACCEPTABLE_PARAMETER, parameter + ": " + reason, Map.of("parameter", parameter));
    }
}
