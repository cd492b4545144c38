package io.govshare.proof.chain;

import io.govshare.proof.Resources;
import io.govshare.proof.merkle.Hash;
import java.util.List;

/**
 * A header of the Besu network whose validators voted a fifth one in, in force from block 1871 on, and out again, in
 * force from block 1881 on.
 *
 * @param hash as the network gave it
 * @param listed how many validators the header lists
 */
record RecordedChange(BlockHeader header, Hash hash, int listed) {
    /** Blocks 1867 to 1884, all of them. */
    static List<RecordedChange> all() {
        return Resources.rows("/vectors/validator-change.csv").stream()
                .map(row -> new RecordedChange(
                        BlockHeader.parse(HexText.parse(row[4])),
                        Hash.of(HexText.parse(row[1])),
                        Integer.parseInt(row[3])))
                .toList();
    }

    static List<BlockHeader> headers() {
        return all().stream().map(RecordedChange::header).toList();
    }
}
