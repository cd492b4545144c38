/** The message broker's own process. */
@NullMarked
package io.govshare.stack.kafka;

import org.jspecify.annotations.NullMarked;
