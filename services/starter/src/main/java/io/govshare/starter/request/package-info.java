/**
 * The request's own id: taken from the caller when well formed, otherwise new; in logs, response and problems.
 */
@NullMarked
package io.govshare.starter.request;

import org.jspecify.annotations.NullMarked;
