/**
 * The local stack: every part of the platform as a process of its own on this machine, without a container engine.
 *
 * <p>{@link io.govshare.stack.Stack} starts, watches, kills and restarts the parts; the command line, the demo, the
 * benchmarks and the system tests all go through it. What one part needs is in {@code part}; what a process is, how it
 * is recorded and how it is ended is in {@code process}.
 *
 * <p>Invariants: everything listens on 127.0.0.1; a process is recorded before it is waited for, with its start time,
 * so that a number given to another program later is never killed; after a failed start nothing is left running;
 * secrets are generated on the machine and readable by their owner only.
 */
@NullMarked
package io.govshare.stack;

import org.jspecify.annotations.NullMarked;
