@NullMarked
package io.govshare.ledger.log;

import org.jspecify.annotations.NullMarked;
