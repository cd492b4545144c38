package io.govshare.catalog.vocabulary;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** File formats: codes of the EU's vocabulary of file types and media types. */
public final class FileTypes {

    private static final String VOCABULARY = "http://publications.europa.eu/resource/authority/file-type/";
    public static final String UNKNOWN = "application/octet-stream";

    /** As the schema of DCAT-US has it. */
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[-\\w]{1,60}/[-\\w]{1,60}(\\.[-\\w]{1,60}){0,10}([+][-\\w]{1,60})?");

    private static final Map<String, String> TYPES = new HashMap<>();
    private static final Map<String, String> CODES = new HashMap<>();

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
        TYPES.forEach((code, type) -> CODES.put(type, code));
    }

    private FileTypes() {}

    /** Of the vocabulary, for a code of it in whatever case. */
    public static Optional<String> iri(String code) {
        return Optional.of(code.toUpperCase(Locale.ROOT))
                .filter(TYPES::containsKey)
                .map(known -> VOCABULARY + known);
    }

    /** For people. */
    public static @Nullable String name(@Nullable String format) {
        return format != null && format.startsWith(VOCABULARY) ? format.substring(VOCABULARY.length()) : format;
    }

    /** The media type if it is one, else the one of the format. */
    public static Optional<String> mediaType(@Nullable String format, @Nullable String type) {
        if (type != null && MEDIA_TYPE.matcher(type).matches()) {
            return Optional.of(type);
        }
        String name = name(format);
        return name == null ? Optional.empty() : Optional.ofNullable(TYPES.get(name.toUpperCase(Locale.ROOT)));
    }

    /** One name for what catalogues write in many ways: the code of the vocabulary if it has one, else what is given. */
    public static Optional<String> common(@Nullable String format, @Nullable String mediaType) {
        String name = name(format);
        if (name == null || name.isBlank()) {
            return Optional.ofNullable(mediaType).map(type -> CODES.getOrDefault(type.toLowerCase(Locale.ROOT), type));
        }
        String code = name.strip().toUpperCase(Locale.ROOT);
        return Optional.of(TYPES.containsKey(code) ? code : name.strip());
    }
}
