/**
 * How much one caller may ask for: bytes per body, counted while they arrive, and requests per time, per operator and
 * per address.
 */
@NullMarked
package io.govshare.gateway.limit;

import org.jspecify.annotations.NullMarked;
