package io.govshare.catalog.dataset;

import io.govshare.catalog.vocabulary.XsdDate;
import io.govshare.starter.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where and when datasets are looked for.
 *
 * @param areas of which a dataset's place shares some part; empty for anywhere
 * @param circle that it must reach besides
 */
record PlaceAndTime(List<Area> areas, @Nullable Circle circle, TimeCover time) {

    static final PlaceAndTime ANY = new PlaceAndTime(List.of(), null, TimeCover.UNKNOWN);

    private static final Pattern KILOMETRES = Pattern.compile("[0-9]{1,5}(\\.[0-9]{1,6})?");
    /** Half the way around the earth. */
    private static final double FARTHEST = 20_040;

    PlaceAndTime {
        areas = List.copyOf(areas);
    }

    /** @throws ProblemException that names the parameter that is not acceptable */
    static PlaceAndTime of(
            @Nullable String box,
            @Nullable String near,
            @Nullable String within,
            @Nullable String from,
            @Nullable String to) {
        var time = TimeCover.between(date("from", from), date("to", to))
                .orElseThrow(() -> unacceptable("to", "must not be before 'from'"));
        if (box != null && near != null) {
            throw unacceptable("near", "must not stand beside 'box'");
        }
        if ((near == null) != (within == null)) {
            throw unacceptable(near == null ? "near" : "within", "'near' and 'within' belong together");
        }
        if (near != null && within != null) {
            var circle = circle(near, within);
            return new PlaceAndTime(circle.bounds(), circle, time);
        }
        return new PlaceAndTime(box == null ? List.of() : box(box), null, time);
    }

    private static List<Area> box(String text) {
        var areas = text.split(",", -1).length == 4 ? Area.parse(text) : List.<Area>of();
        if (areas.isEmpty()) {
            throw unacceptable(
                    "box", "must be west,south,east,north in degrees; east is less than west beyond the antimeridian");
        }
        return areas;
    }

    private static Circle circle(String near, String within) {
        var point = near.split(",", -1).length == 2 ? Area.parse(near) : List.<Area>of();
        if (point.isEmpty()) {
            throw unacceptable("near", "must be latitude,longitude in degrees");
        }
        double kilometres = KILOMETRES.matcher(within).matches() ? Double.parseDouble(within) : 0;
        if (kilometres <= 0 || kilometres > FARTHEST) {
            throw unacceptable("within", "must be kilometres, more than 0 and at most 20040");
        }
        return new Circle(point.getFirst().north(), point.getFirst().east(), kilometres);
    }

    private static @Nullable XsdDate date(String parameter, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return Optional.of(text)
                .filter(StorableText::is)
                .flatMap(XsdDate::of)
                .orElseThrow(() -> unacceptable(parameter, "must be a date of ISO 8601, such as 2016 or 2016-08-15"));
    }

    private static ProblemException unacceptable(String parameter, String reason) {
        return new ProblemException(
                DatasetProblem.UNACCEPTABLE_PARAMETER, parameter + ": " + reason, Map.of("parameter", parameter));
    }
}
