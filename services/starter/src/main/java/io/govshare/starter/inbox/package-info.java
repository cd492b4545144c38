/**
 * Events enter a service in transactions. What an {@link io.govshare.starter.inbox.InboxListener} does with a batch and
 * the batch's position in Kafka are committed together, so each event has its effect once. What can never be handled is
 * kept aside with the reason, and the rest goes on.
 */
@NullMarked
package io.govshare.starter.inbox;

import org.jspecify.annotations.NullMarked;
