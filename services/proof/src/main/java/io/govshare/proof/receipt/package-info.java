/**
 * One file that proves a statement, the file that says whom to trust, and the check of the one against the other.
 *
 * <p>A receipt is checked in nine steps, each of which leans only on what comes before it, on the receipt and on the
 * trust file: format, seal, disclosures, entry, inclusion, checkpoint, anchor, block, validators. The first step that
 * fails ends the check; whatever cannot be established has failed. What keys, which chain and how many validators are
 * never taken from the receipt.
 */
@NullMarked
package io.govshare.proof.receipt;

import org.jspecify.annotations.NullMarked;
