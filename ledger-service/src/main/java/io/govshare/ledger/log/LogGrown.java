package io.govshare.ledger.log;

/** Leaves were appended; published inside the transaction that does it. Only wakes who may be waiting. */
public record LogGrown(long size) {}
