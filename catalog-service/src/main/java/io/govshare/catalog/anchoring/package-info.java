/**
 * The way back from the log: which entries are anchored, and the receipts that prove it. What ledger-service announces is
 * noted entry by entry; a receipt joins the sealed statement, which lives here, with the evidence, which lives there. A
 * receipt that cannot be given yet is an answer of its own, never an empty one.
 */
@NullMarked
package io.govshare.catalog.anchoring;

import org.jspecify.annotations.NullMarked;
