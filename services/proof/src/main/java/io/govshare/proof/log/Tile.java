package io.govshare.proof.log;

import io.govshare.proof.ProofFormatException;
import java.util.Locale;
import java.util.regex.Matcher;

/**
 * The address of one tile: 1 to 256 neighbouring hashes of one level, or the entries below such a tile of level 0.
 *
 * <p>Hash i of tile (level, index) is node (8·level, 256·index + i) of the tree.
 */
public sealed interface Tile {
    /** Hashes in a full tile. */
    int WIDTH = 256;
    /** Tree levels between one tile level and the next. */
    int HEIGHT = 8;
    /** 8 tile levels hold more leaves than a long can count. */
    int MAX_LEVEL = 7;

    /** Tile of hashes. */
    record Hashes(int level, long index, int width) implements Tile {
        public Hashes {
            if (level < 0 || level > MAX_LEVEL) {
                throw new ProofFormatException("a tile's level is 0 to " + MAX_LEVEL);
            }
            requireExtent(index, width);
        }

        @Override
        public String path() {
            return "tile/" + level + '/' + Tile.number(index, width);
        }
    }

    /** Bundle of entries, each preceded by its length in two bytes. */
    record Entries(long index, int width) implements Tile {
        public Entries {
            requireExtent(index, width);
        }

        @Override
        public String path() {
            return "tile/entries/" + Tile.number(index, width);
        }
    }

    long index();

    /** 256 for a full tile. */
    int width();

    /** The path below the log's address, such as {@code tile/0/x001/x234/067.p/12}. */
    String path();

    /** Reads a path. Only the one spelling that {@link #path()} gives is accepted. */
    static Tile parse(String path) {
        Matcher parts = Tiles.PATH.matcher(path);
        if (path.length() > Tiles.MAX_PATH || !parts.matches()) {
            throw new ProofFormatException("a tile's path reads tile/<level or entries>/<number>[.p/<width>]");
        }
        long index = Decimal.parse(trimZeros(parts.group(2).replace("x", "").replace("/", "")));
        int width = parts.group(3) == null ? WIDTH : Integer.parseInt(parts.group(3));
        Tile tile = parts.group(1).equals("entries")
                ? new Entries(index, width)
                : new Hashes(Integer.parseInt(parts.group(1)), index, width);
        if (!tile.path().equals(path)) {
            throw new ProofFormatException("a tile's path has one spelling only");
        }
        return tile;
    }

    private static String trimZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }

    private static String number(long index, int width) {
        StringBuilder number = new StringBuilder(String.format(Locale.ROOT, "%03d", index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            number.insert(0, String.format(Locale.ROOT, "x%03d/", rest % 1000));
        }
        return width == WIDTH
                ? number.toString()
                : number.append(".p/").append(width).toString();
    }

    private static void requireExtent(long index, int width) {
        if (index < 0 || width < 1 || width > WIDTH) {
            throw new ProofFormatException("a tile has a number from 0 and a width of 1 to " + WIDTH);
        }
    }
}
