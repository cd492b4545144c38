package io.govshare.testkit.architecture.bad.ledger.receipt;

/** Of the last stage. */
public record Receipt(String text) {}
