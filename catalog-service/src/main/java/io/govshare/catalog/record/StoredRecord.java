package io.govshare.catalog.record;

import io.govshare.catalog.sealing.WrappedKey;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of a record as it was found; nothing of it has been verified.
 *
 * @param content encrypted disclosures and their key; absent once erased
 * @param anchored whether an anchored checkpoint covers the entry
 * @param schemaVersion version of the dataset's schema under which it was published
 * @param withdrawnBy entry of the statement that withdrew the record, if one did
 * @param erasedBy entry of the statement that erased the record, if one did
 */
public record StoredRecord(
        UUID record,
        int version,
        UUID dataset,
        String agency,
        byte[] entry,
        String sealed,
        @Nullable Content content,
        String operator,
        Instant sealedAt,
        boolean latest,
        boolean anchored,
        int schemaVersion,
        byte @Nullable [] withdrawnBy,
        byte @Nullable [] erasedBy) {

    /** Encrypted disclosures with the wrapped key that opens them. */
    public record Content(byte[] disclosures, WrappedKey key) {}

    public String entryText() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(entry);
    }

    /** {@code PUBLISHED} until an anchor covers it, then {@code ANCHORED}. */
    public String state() {
        return state(anchored);
    }

    static String state(boolean anchored) {
        return anchored ? "ANCHORED" : "PUBLISHED";
    }
}
