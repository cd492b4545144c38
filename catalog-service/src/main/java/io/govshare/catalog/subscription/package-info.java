/**
 * Following a dataset. A row in {@code publication}, written with each version of a record, is what followers are served
 * from. What they get is the view that a read at that moment would give, by the same code: it asks the agreement, shows
 * the agreed fields only and is recorded as an access first. Nothing is kept ready for a follower, so nothing has to be
 * taken back when an agreement ends or a record is erased.
 */
@NullMarked
package io.govshare.catalog.subscription;

import org.jspecify.annotations.NullMarked;
