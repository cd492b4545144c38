package io.govshare.catalog.record;

import io.govshare.catalog.sealing.WrappedKey;
import java.time.Instant;
import java.util.UUID;

/**
 * A version of a record, sealed and encrypted, ready to be stored. Arrays are not copied: it lives from the sealing
 * thread to the insert.
 *
 * @param entry SHA-256 of the sealed statement
 * @param sealed compact issuer-signed JWT, without disclosures
 * @param disclosures encrypted
 */
public record SealedRecord(
        UUID record,
        int version,
        byte[] entry,
        String sealed,
        byte[] disclosures,
        WrappedKey key,
        String operator,
        Instant sealedAt) {}
