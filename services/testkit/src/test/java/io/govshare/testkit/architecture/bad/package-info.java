/** Classes that each break one rule, to show that the rules can fail. */
@NullMarked
package io.govshare.testkit.architecture.bad;

import org.jspecify.annotations.NullMarked;
