package io.govshare.ledger.log;

/** A newer checkpoint is stored. Only wakes who may be waiting. */
public record CheckpointSigned(long size) {}
