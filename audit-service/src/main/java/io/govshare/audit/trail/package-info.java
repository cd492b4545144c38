/**
 * Every event of the platform, kept and searchable. Events come from Kafka through the inbox: the rows, the counters
 * and the topic's offset are stored in one transaction, and an event that is delivered twice is kept once. Nothing here
 * knows the content of a record.
 */
@NullMarked
package io.govshare.audit.trail;

import org.jspecify.annotations.NullMarked;
