@NullMarked
package io.govshare.testkit.architecture.bad.ledger.anchor;

import org.jspecify.annotations.NullMarked;
