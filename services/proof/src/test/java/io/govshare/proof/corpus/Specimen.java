package io.govshare.proof.corpus;

import io.govshare.proof.json.JsonValue;
import java.util.List;

/**
 * A good receipt with all that it was made from.
 *
 * @param disclosures of all the record's fields, whether shown or not
 */
record Specimen(
        World world, Anchoring anchoring, int leaf, String statement, List<String> disclosures, JsonValue.Obj receipt) {
    String trust() {
        return world.trust().toString();
    }

    boolean record() {
        return !disclosures.isEmpty();
    }

    /** The same receipt with its anchor's block replaced and the block's number and hash following it. */
    JsonValue.Obj onBlock(SealedBlock block) {
        return onBlock(block.number(), world.hash(block).bytes(), block.rlp());
    }

    JsonValue.Obj onBlock(long number, byte[] hash, byte[] header) {
        JsonValue.Obj changed = JsonEdit.set(receipt, "anchor.block.number", number);
        changed = JsonEdit.set(changed, "anchor.block.hash", Hex.of(hash));
        return JsonEdit.set(changed, "anchor.block.header", Hex.of(header));
    }

    /** The same receipt with another anchor and checkpoint. */
    JsonValue.Obj anchoredBy(Anchoring other) {
        JsonValue.Obj changed = JsonEdit.set(receipt, "checkpoint", other.note());
        return JsonEdit.set(changed, "anchor", world.anchorJson(other));
    }
}
