package io.govshare.catalog.sealing;

import io.govshare.schemas.StatementsSealed.Sealed;
import java.time.Instant;
import java.util.UUID;

/**
 * A sealed statement that is not stored yet.
 *
 * @param entry base64url
 * @param sealed compact JWS
 * @param announcement what the rest of the platform learns of it
 */
public record Statement(UUID id, String entry, String sealed, Instant sealedAt, Sealed announcement) {}
