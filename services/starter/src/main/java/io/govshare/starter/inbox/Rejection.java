package io.govshare.starter.inbox;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A message that will not be handled, and why. */
record Rejection(ConsumerRecord<byte[], byte[]> message, String reason) {}
