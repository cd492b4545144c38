package io.govshare.catalog.dataset;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A box on the earth, or a point, in degrees of WGS 84. It never crosses the antimeridian: what does is two of them. A place
 * of another form is stored and found as the box around it.
 */
public record Area(double west, double south, double east, double north) {

    /** Of one dataset. */
    public static final int LIMIT = 20;

    private static final int TEXT_LIMIT = 200;
    private static final Pattern NUMBERS = Pattern.compile("\\s*[,\\s]\\s*");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,3}(\\.[0-9]{1,20})?");

    public Area {
        if (!isOnEarth(west, south) || !isOnEarth(east, north) || south > north || west > east) {
            throw new IllegalArgumentException("no area");
        }
    }

    /** @param east less than the west if it lies beyond the antimeridian; empty if it is nowhere on the earth */
    public static List<Area> of(double west, double south, double east, double north) {
        if (!isOnEarth(west, south) || !isOnEarth(east, north) || south > north) {
            return List.of();
        }
        return west <= east
                ? List.of(new Area(west, south, east, north))
                : List.of(new Area(west, south, 180, north), new Area(-180, south, east, north));
    }

    /** What DCAT-US writes: west, south, east and north, or latitude and longitude of a point; empty if it is neither. */
    public static List<Area> parse(String text) {
        String stripped = text.strip();
        if (stripped.length() > TEXT_LIMIT) {
            return List.of();
        }
        var numbers = new ArrayList<Double>();
        for (String part : NUMBERS.split(stripped, -1)) {
            if (!NUMBER.matcher(part).matches()) {
                return List.of();
            }
            numbers.add(Double.valueOf(part));
        }
        return switch (numbers.size()) {
            case 4 -> of(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
            case 2 -> of(numbers.get(1), numbers.get(0), numbers.get(1), numbers.get(0));
            default -> List.of();
        };
    }

    /** Those that an import understood. */
    public static List<Area> in(JsonNode metadata) {
        var areas = new ArrayList<Area>();
        for (var area : metadata.path("areas")) {
            areas.addAll(parse(area.asString("")));
        }
        return areas.size() > LIMIT ? areas.subList(0, LIMIT) : areas;
    }

    private static boolean isOnEarth(double longitude, double latitude) {
        return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
    }

    public boolean isPoint() {
        return west == east && south == north;
    }

    /** As {@link #parse} takes it. */
    @Override
    public String toString() {
        return isPoint()
                ? number(north) + ',' + number(east)
                : number(west) + ',' + number(south) + ',' + number(east) + ',' + number(north);
    }

    /** Well-known text, longitude first. */
    public String wellKnownText() {
        String w = number(west);
        String s = number(south);
        String e = number(east);
        String n = number(north);
        return isPoint()
                ? "POINT(" + w + ' ' + s + ')'
                : "POLYGON((" + w + ' ' + s + ',' + e + ' ' + s + ',' + e + ' ' + n + ',' + w + ' ' + n + ',' + w + ' '
                        + s + "))";
    }

    private static String number(double degrees) {
        return BigDecimal.valueOf(degrees).stripTrailingZeros().toPlainString();
    }
}
