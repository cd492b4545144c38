/**
 * Measurements of the running system, each beside a raw limit of the same machine taken in the same run: absolute numbers
 * of a shared machine mean little, ratios hold.
 */
@NullMarked
package io.govshare.bench;

import org.jspecify.annotations.NullMarked;
