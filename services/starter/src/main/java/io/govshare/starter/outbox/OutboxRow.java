package io.govshare.starter.outbox;

import java.time.Instant;
import java.util.UUID;

record OutboxRow(long position, UUID id, String topic, String key, String type, byte[] payload, Instant addedAt) {}
