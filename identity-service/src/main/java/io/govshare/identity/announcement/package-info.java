/**
 * Puts the whole state of an agency, keys included, into the outbox: towards the compacted topic from which every other
 * service keeps its directory. Also the directory that this service's own requests are checked against.
 */
@NullMarked
package io.govshare.identity.announcement;

import org.jspecify.annotations.NullMarked;
