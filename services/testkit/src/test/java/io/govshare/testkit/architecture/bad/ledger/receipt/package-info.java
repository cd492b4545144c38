@NullMarked
package io.govshare.testkit.architecture.bad.ledger.receipt;

import org.jspecify.annotations.NullMarked;
