/**
 * JSON that is signed or hashed: a reader that accepts exactly RFC 8259 within stated limits, and writers whose output
 * is a function of the value alone (RFC 8785 where two parties must come to the same bytes by themselves).
 *
 * <p>Duplicate names, lone surrogates, invalid UTF-8 and byte order marks are refused: readers that differ on them
 * would see different facts under one signature. Numbers keep their digits; nothing passes through floating point
 * unasked.
 */
@NullMarked
package io.govshare.proof.json;

import org.jspecify.annotations.NullMarked;
