/**
 * Calls from one service to another, with the calling service's own token.
 */
@NullMarked
package io.govshare.starter.client;

import org.jspecify.annotations.NullMarked;
