@NullMarked
package io.govshare.testkit.architecture.bad.proof;

import org.jspecify.annotations.NullMarked;
