/** Processes: starting them in sessions of their own, recording them, recognising them again, ending them. */
@NullMarked
package io.govshare.stack.process;

import org.jspecify.annotations.NullMarked;
