package io.govshare.catalog.dcat;

import io.govshare.catalog.dataset.Area;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The box around a place that a catalogue gives as well-known text, as GeoJSON or as DCAT-US's four or two numbers. What is
 * in another coordinate system than WGS 84, or in part beyond its range, is no place.
 */
final class Geometries {

    private static final String CRS = "http://www.opengis.net/def/crs/";
    private static final Set<String> LONGITUDE_FIRST = Set.of(CRS + "OGC/1.3/CRS84");
    private static final Set<String> LATITUDE_FIRST = Set.of(CRS + "EPSG/0/4326");
    private static final Set<String> TYPES =
            Set.of("POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON");
    private static final Pattern HEAD = Pattern.compile("([A-Za-z]{5,15})\\s{0,9}(?:Z|M|ZM)?\\s{0,9}");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,12}(\\.[0-9]{1,25})?([eE][-+]?[0-9]{1,2})?");
    private static final int DEPTH_LIMIT = 8;

    private Geometries() {}

    /** Empty if it is none of this. */
    static List<Area> read(String text) {
        String geometry = text.strip();
        if (geometry.startsWith("{")) {
            try {
                return read(JsonMapper.shared().readTree(geometry));
            } catch (JacksonException e) {
                return List.of();
            }
        }
        var numbers = Area.parse(geometry);
        return numbers.isEmpty() ? wellKnown(geometry) : numbers;
    }

    /** GeoJSON, RFC 7946. */
    static List<Area> read(JsonNode geometry) {
        var given = geometry.path("bbox");
        if (given.isArray() && (given.size() == 4 || given.size() == 6)) {
            int dimensions = given.size() / 2;
            return Area.of(
                    degrees(given.path(0)),
                    degrees(given.path(1)),
                    degrees(given.path(dimensions)),
                    degrees(given.path(dimensions + 1)));
        }
        var box = new Bounds();
        boolean sound = addGeometry(geometry, box, DEPTH_LIMIT);
        return sound ? box.areas() : List.of();
    }

    private static boolean addGeometry(JsonNode geometry, Bounds box, int depth) {
        if (depth == 0) {
            return false;
        }
        if (geometry.path("geometry").isObject()) {
            return addGeometry(geometry.path("geometry"), box, depth - 1);
        }
        for (var part : geometry.path("geometries")) {
            if (!addGeometry(part, box, depth - 1)) {
                return false;
            }
        }
        return addPositions(geometry.path("coordinates"), box, depth - 1);
    }

    private static boolean addPositions(JsonNode coordinates, Bounds box, int depth) {
        if (depth == 0) {
            return false;
        }
        if (coordinates.path(0).isNumber()) {
            return box.add(degrees(coordinates.path(0)), degrees(coordinates.path(1)));
        }
        for (var part : coordinates) {
            if (!addPositions(part, box, depth - 1)) {
                return false;
            }
        }
        return true;
    }

    private static double degrees(JsonNode number) {
        return number.isNumber() ? number.doubleValue() : Double.NaN;
    }

    private static List<Area> wellKnown(String text) {
        boolean latitudeFirst = false;
        String geometry = text;
        if (text.startsWith("<")) {
            int end = text.indexOf('>');
            String system = end < 0 ? "" : text.substring(1, end).replaceFirst("^https:", "http:");
            latitudeFirst = LATITUDE_FIRST.contains(system);
            if (!latitudeFirst && !LONGITUDE_FIRST.contains(system)) {
                return List.of();
            }
            geometry = text.substring(end + 1).strip();
        }
        int open = geometry.indexOf('(');
        var head = HEAD.matcher(open < 0 ? "" : geometry.substring(0, open));
        if (!head.matches() || !TYPES.contains(upper(head.group(1))) || !geometry.endsWith(")")) {
            return List.of();
        }
        var box = new Bounds();
        String positions = geometry.substring(open).replace('(', ' ').replace(')', ' ');
        for (String position : positions.split(",", -1)) {
            String[] numbers = SPACE.split(position.strip(), -1);
            if (numbers.length < 2 || numbers.length > 4 || !areNumbers(numbers)) {
                return List.of();
            }
            double first = Double.parseDouble(numbers[0]);
            double second = Double.parseDouble(numbers[1]);
            if (!(latitudeFirst ? box.add(second, first) : box.add(first, second))) {
                return List.of();
            }
        }
        return box.areas();
    }

    private static String upper(String type) {
        return type.toUpperCase(Locale.ROOT);
    }

    private static boolean areNumbers(String[] texts) {
        for (String text : texts) {
            if (!NUMBER.matcher(text).matches()) {
                return false;
            }
        }
        return true;
    }

    private static final class Bounds {

        private double west = Double.POSITIVE_INFINITY;
        private double south = Double.POSITIVE_INFINITY;
        private double east = Double.NEGATIVE_INFINITY;
        private double north = Double.NEGATIVE_INFINITY;

        /** False if it is nowhere on the earth. */
        boolean add(double longitude, double latitude) {
            west = Math.min(west, longitude);
            east = Math.max(east, longitude);
            south = Math.min(south, latitude);
            north = Math.max(north, latitude);
            return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
        }

        List<Area> areas() {
            return Area.of(west, south, east, north);
        }
    }
}
