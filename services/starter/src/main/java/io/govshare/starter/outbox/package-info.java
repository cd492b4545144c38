/**
 * Events leave a service through a table. {@link io.govshare.starter.outbox.Outbox} writes them in the caller's
 * transaction; the relay sends them to Kafka in order per key and deletes them once acknowledged. A crash at any point loses
 * nothing and may repeat something, which the inbox on the other side recognises.
 */
@NullMarked
package io.govshare.starter.outbox;

import org.jspecify.annotations.NullMarked;
