@NullMarked
package io.govshare.ledger.log.witness;

import org.jspecify.annotations.NullMarked;
