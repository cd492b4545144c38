/**
 * The parts of the stack: how each is prepared, which command runs it, and when it is ready.
 *
 * <p>A part knows its own directories, ports and passwords and nothing of the others; the order in which parts start
 * follows from {@link io.govshare.stack.part.Part#needs()}.
 */
@NullMarked
package io.govshare.stack.part;

import org.jspecify.annotations.NullMarked;
