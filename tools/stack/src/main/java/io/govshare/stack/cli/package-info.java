/** The commands behind the launcher script, and what they print. */
@NullMarked
package io.govshare.stack.cli;

import org.jspecify.annotations.NullMarked;
