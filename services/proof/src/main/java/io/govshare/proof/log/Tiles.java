package io.govshare.proof.log;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The arithmetic of tiles: which exist for a size, and how hashes and entries lie in their bytes. */
public final class Tiles {
    static final int MAX_PATH = 64;
    static final Pattern PATH =
            Pattern.compile("tile/(entries|[0-7])/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    private static final int MAX_ENTRY = 0xffff;

    private Tiles() {}

    /** How many hashes the tile has in a tree of this size, 0 to 256. Its partial forms are all narrower ones. */
    public static int width(int level, long index, long treeSize) {
        long nodes = treeSize >>> (Tile.HEIGHT * level);
        long before = index * Tile.WIDTH;
        return index > Long.MAX_VALUE / Tile.WIDTH || nodes <= before ? 0 : (int) Math.min(Tile.WIDTH, nodes - before);
    }

    /** All tiles of hashes of a tree of this size, level by level. */
    public static List<Tile.Hashes> of(long treeSize) {
        List<Tile.Hashes> tiles = new ArrayList<>();
        for (int level = 0; level <= Tile.MAX_LEVEL && treeSize >>> (Tile.HEIGHT * level) > 0; level++) {
            long index = 0;
            for (int width = width(level, index, treeSize); width > 0; width = width(level, index, treeSize)) {
                tiles.add(new Tile.Hashes(level, index++, width));
            }
        }
        return tiles;
    }

    /** The tile in which a node's hash can be found or computed from. */
    public static Tile.Hashes holding(int nodeLevel, long nodeIndex, long treeSize) {
        int level = nodeLevel / Tile.HEIGHT;
        long index = nodeIndex >>> (Tile.HEIGHT - nodeLevel % Tile.HEIGHT);
        return new Tile.Hashes(level, index, width(level, index, treeSize));
    }

    /** The hash of a node from the bytes of the tile {@link #holding} it. */
    public static Hash node(byte[] tile, int nodeLevel, long nodeIndex) {
        int height = nodeLevel % Tile.HEIGHT;
        int leaves = 1 << height;
        int first = (int) (nodeIndex << height & (Tile.WIDTH - 1));
        Objects.checkFromIndexSize(first, leaves, tile.length / Hash.BYTES);
        return subtree(tile, first, leaves);
    }

    public static List<Hash> hashes(byte[] tile) {
        if (tile.length % Hash.BYTES != 0 || tile.length > Tile.WIDTH * Hash.BYTES) {
            throw new ProofFormatException("a tile is 1 to " + Tile.WIDTH + " hashes of 32 bytes");
        }
        List<Hash> hashes = new ArrayList<>(tile.length / Hash.BYTES);
        for (int offset = 0; offset < tile.length; offset += Hash.BYTES) {
            hashes.add(Hash.at(tile, offset));
        }
        return hashes;
    }

    public static byte[] bytes(List<Hash> hashes) {
        ByteBuffer tile = ByteBuffer.allocate(hashes.size() * Hash.BYTES);
        hashes.forEach(hash -> hash.writeTo(tile));
        return tile.array();
    }

    /** A bundle of entries: what the leaves are made of, each after its length in two bytes, big-endian. */
    public static byte[] entryBundle(List<Hash> entries) {
        ByteBuffer bundle = ByteBuffer.allocate(entries.size() * (2 + Hash.BYTES));
        for (Hash entry : entries) {
            bundle.putShort((short) Hash.BYTES);
            entry.writeTo(bundle);
        }
        return bundle.array();
    }

    public static List<byte[]> entries(byte[] bundle) {
        List<byte[]> entries = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(bundle);
        while (rest.hasRemaining()) {
            int length = rest.remaining() < 2 ? MAX_ENTRY + 1 : rest.getShort() & MAX_ENTRY;
            if (length > rest.remaining() || entries.size() == Tile.WIDTH) {
                throw new ProofFormatException("a bundle is at most " + Tile.WIDTH + " entries, each after its length");
            }
            byte[] entry = new byte[length];
            rest.get(entry);
            entries.add(entry);
        }
        return entries;
    }

    private static Hash subtree(byte[] tile, int first, int leaves) {
        if (leaves == 1) {
            return Hash.at(tile, first * Hash.BYTES);
        }
        int half = leaves / 2;
        return MerkleHash.node(subtree(tile, first, half), subtree(tile, first + half, half));
    }
}
