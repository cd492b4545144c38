@NullMarked
package io.govshare.testkit.architecture.bad.ledger.log;

import org.jspecify.annotations.NullMarked;
