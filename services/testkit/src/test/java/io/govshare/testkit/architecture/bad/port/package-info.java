@NullMarked
package io.govshare.testkit.architecture.bad.port;

import org.jspecify.annotations.NullMarked;
