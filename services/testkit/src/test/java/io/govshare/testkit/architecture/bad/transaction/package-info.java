@NullMarked
package io.govshare.testkit.architecture.bad.transaction;

import org.jspecify.annotations.NullMarked;
