/**
 * Identifiers that sort by time.
 */
@NullMarked
package io.govshare.starter.ids;

import org.jspecify.annotations.NullMarked;
