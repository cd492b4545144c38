@NullMarked
package io.govshare.testkit.architecture.bad.util;

import org.jspecify.annotations.NullMarked;
