@NullMarked
package io.govshare.testkit.architecture.bad.two;

import org.jspecify.annotations.NullMarked;
