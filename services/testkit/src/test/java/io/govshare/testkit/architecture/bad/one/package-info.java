@NullMarked
package io.govshare.testkit.architecture.bad.one;

import org.jspecify.annotations.NullMarked;
