@NullMarked
package io.govshare.testkit.architecture.bad.chain;

import org.jspecify.annotations.NullMarked;
