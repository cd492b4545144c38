@NullMarked
package io.govshare.testkit.architecture.bad.ledger.intake;

import org.jspecify.annotations.NullMarked;
