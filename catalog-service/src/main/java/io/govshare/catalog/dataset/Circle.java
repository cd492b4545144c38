package io.govshare.catalog.dataset;

import java.util.List;

/** All that is no farther than so much from a point on the earth, which is taken for a sphere. */
record Circle(double latitude, double longitude, double kilometres) {

    /** The mean radius of the earth; {@code place_distance} of the database has the same. */
    private static final double RADIUS = 6371.0088;

    /** Boxes in which it lies. */
    List<Area> bounds() {
        double angle = kilometres / RADIUS;
        double reach = Math.toDegrees(angle);
        double south = Math.max(-90, latitude - reach);
        double north = Math.min(90, latitude + reach);
        if (south == -90 || north == 90) {
            return Area.of(-180, south, 180, north);
        }
        double aside = Math.toDegrees(Math.asin(Math.sin(angle) / Math.cos(Math.toRadians(latitude))));
        return Area.of(within180(longitude - aside), south, within180(longitude + aside), north);
    }

    private static double within180(double longitude) {
        return longitude < -180 ? longitude + 360 : longitude > 180 ? longitude - 360 : longitude;
    }
}
