/**
 * The agencies' keys that the platform holds, and the statements sealed with them.
 *
 * <p>Each agency has a P-256 key pair for its seals and an AES key that wraps the keys of its records. Public keys are
 * registered at identity-service with proof of possession; an agency seals nothing before its key is in the directory,
 * for such a seal could not be verified. {@code Statements} stores a sealed statement and announces it in the caller's
 * transaction. Knows nothing of records, agreements or readers.
 */
@NullMarked
package io.govshare.catalog.sealing;

import org.jspecify.annotations.NullMarked;
