@NullMarked
package io.govshare.testkit.architecture.bad.starter.inbox;

import org.jspecify.annotations.NullMarked;
