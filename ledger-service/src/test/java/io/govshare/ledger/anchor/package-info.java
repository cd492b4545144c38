@NullMarked
package io.govshare.ledger.anchor;

import org.jspecify.annotations.NullMarked;
