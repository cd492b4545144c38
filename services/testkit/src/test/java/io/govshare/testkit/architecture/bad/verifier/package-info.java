@NullMarked
package io.govshare.testkit.architecture.bad.verifier;

import org.jspecify.annotations.NullMarked;
