/**
 * The append-only log: RFC 9162 hashing, kept as C2SP tiles of height 8, its head signed as a C2SP checkpoint.
 *
 * <p>Invariants: leaves, tiles and head change in one transaction under the lock of the head's row; a leaf, a complete
 * tile and a checkpoint never change; every checkpoint extends every earlier one. Readers need no lock, since what they
 * see below a committed size is final.
 */
@NullMarked
package io.govshare.ledger.log;

import org.jspecify.annotations.NullMarked;
