@NullMarked
package io.govshare.ledger;

import org.jspecify.annotations.NullMarked;
