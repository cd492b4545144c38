/**
 * The ledger looking at itself: does what is stored still give the roots that were signed and anchored, and if not,
 * what was altered first. A help for operators; an auditor does the same from the public tiles, with other code on
 * another machine.
 */
@NullMarked
package io.govshare.ledger.check;

import org.jspecify.annotations.NullMarked;
