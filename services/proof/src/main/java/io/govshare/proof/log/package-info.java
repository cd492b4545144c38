/**
 * How the log shows itself to the world: checkpoints (C2SP tlog-checkpoint) as signed notes (C2SP signed-note), and
 * tiles (C2SP tlog-tiles), so that tools written by others can follow and check it.
 */
@NullMarked
package io.govshare.proof.log;

import org.jspecify.annotations.NullMarked;
