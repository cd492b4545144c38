/**
 * Takes entries from Kafka. A poll is one transaction: its entries go to the {@link io.govshare.ledger.intake.EntryLog}
 * and the offsets to the database, both or neither, so a redelivery finds its work done. A message that is no
 * {@code statements-sealed} event is set aside with its reason and stops nobody.
 */
@NullMarked
package io.govshare.ledger.intake;

import org.jspecify.annotations.NullMarked;
