/**
 * The agencies' keys that the platform holds, and the statements sealed with them.
 *
 * <p>Each agency has a P-256 key pair for its seals and an AES key. Under that key there are wrapping keys, each for a while
 * and some records, and under these the keys of the records: a wrapping key can be destroyed. Public keys are
 * registered at identity-service with proof of possession; an agency seals nothing before its key is in the directory,
 * for such a seal could not be verified. {@code Statements} stores a sealed statement and announces it in the caller's
 * transaction. Knows nothing of records, agreements or readers.
 */
@NullMarked
package io.govshare.catalog.sealing;

import org.jspecify.annotations.NullMarked;
