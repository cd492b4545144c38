@NullMarked
package io.govshare.ledger.check;

import org.jspecify.annotations.NullMarked;
