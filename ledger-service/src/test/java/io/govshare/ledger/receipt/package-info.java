@NullMarked
package io.govshare.ledger.receipt;

import org.jspecify.annotations.NullMarked;
