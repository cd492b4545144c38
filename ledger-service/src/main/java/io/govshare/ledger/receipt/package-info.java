/**
 * What a receipt takes from the ledger: inclusion path, checkpoint and anchor of an entry, and the trust file to verify
 * against. The evidence of an entry is that of the <em>first</em> anchor covering its leaf, so it is the same bytes
 * whenever it is asked for.
 */
@NullMarked
package io.govshare.ledger.receipt;

import org.jspecify.annotations.NullMarked;
