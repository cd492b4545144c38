package io.govshare.ledger.anchor;

/** A checkpoint is anchored and its proof stored. Only wakes who may be waiting. */
public record AnchorConfirmed(long size) {}
