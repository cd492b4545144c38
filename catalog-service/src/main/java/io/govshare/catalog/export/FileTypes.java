package io.govshare.catalog.export;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** File formats: codes of the EU's vocabulary of file types and media types. */
final class FileTypes {

    static final String VOCABULARY = "http://publications.europa.eu/resource/authority/file-type/";
    static final String MEDIA_TYPES = "https://www.iana.org/assignments/media-types/";
    static final String UNKNOWN = "application/octet-stream";

    /** As the schema of DCAT-US has it. */
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[-\\w]{1,60}/[-\\w]{1,60}(\\.[-\\w]{1,60}){0,10}([+][-\\w]{1,60})?");

    private static final Map<String, String> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("CSV", "text/csv");
        TYPES.put("DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        TYPES.put("GEOJSON", "application/geo+json");
        TYPES.put("GML", "application/gml+xml");
        TYPES.put("HTML", "text/html");
        TYPES.put("JSON", "application/json");
        TYPES.put("JSON_LD", "application/ld+json");
        TYPES.put("KML", "application/vnd.google-earth.kml+xml");
        TYPES.put("KMZ", "application/vnd.google-earth.kmz");
        TYPES.put("ODS", "application/vnd.oasis.opendocument.spreadsheet");
        TYPES.put("PDF", "application/pdf");
        TYPES.put("RDF_TURTLE", "text/turtle");
        TYPES.put("RDF_XML", "application/rdf+xml");
        TYPES.put("TXT", "text/plain");
        TYPES.put("XLS", "application/vnd.ms-excel");
        TYPES.put("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        TYPES.put("XML", "application/xml");
        TYPES.put("ZIP", "application/zip");
    }

    private FileTypes() {}

    /** For DCAT-AP. */
    static Optional<String> iri(@Nullable String format) {
        if (format == null) {
            return Optional.empty();
        }
        if (Iris.isIri(format)) {
            return Optional.of(format);
        }
        String code = format.toUpperCase(Locale.ROOT);
        return Optional.of(code).filter(TYPES::containsKey).map(known -> VOCABULARY + known);
    }

    /** For people. */
    static @Nullable String name(@Nullable String format) {
        return format != null && format.startsWith(VOCABULARY) ? format.substring(VOCABULARY.length()) : format;
    }

    static Optional<String> mediaType(Distribution distribution) {
        String type = distribution.mediaType();
        if (type != null && MEDIA_TYPE.matcher(type).matches()) {
            return Optional.of(type);
        }
        String name = name(distribution.format());
        return name == null ? Optional.empty() : Optional.ofNullable(TYPES.get(name.toUpperCase(Locale.ROOT)));
    }
}
