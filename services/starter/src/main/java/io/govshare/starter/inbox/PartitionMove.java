package io.govshare.starter.inbox;

import org.apache.kafka.common.TopicPartition;

/** Moving one consumer's stored position in one partition. */
record PartitionMove(TopicPartition partition, long from, long to) {}
