package io.govshare.ledger.anchor;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.chain.BlockHeader;
import io.govshare.proof.chain.HexText;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Headers from the votes to the block that shows a change of the validators.
 *
 * @param block number of the last header
 * @param headers consecutive, RLP with {@code 0x}
 */
record ValidatorChange(long block, List<String> headers) {

    ValidatorChange {
        headers = List.copyOf(headers);
    }

    /** By number, each header with its text. */
    private SequencedMap<Long, String> numbered() {
        SequencedMap<Long, String> numbered = new TreeMap<>();
        for (String header : headers) {
            numbered.put(parse(header).number(), header);
        }
        return numbered;
    }

    /**
     * The headers of all of them, each once, by ascending number.
     *
     * @throws ProofFormatException when one of them is no header
     */
    static SequencedMap<Long, String> together(List<ValidatorChange> changes) {
        SequencedMap<Long, String> all = new TreeMap<>();
        changes.forEach(change -> all.putAll(change.numbered()));
        return all;
    }

    static BlockHeader parse(String header) {
        return BlockHeader.parse(HexText.parse(header));
    }
}
