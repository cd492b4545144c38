/**
 * Turns at work that takes much memory. What a reader has not fetched yet is still held, so a turn ends when the answer is
 * written, and nobody has all of them.
 */
@NullMarked
package io.govshare.starter.turn;

import org.jspecify.annotations.NullMarked;
