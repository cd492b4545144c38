package io.govshare.chain;

import java.time.Instant;

/** The newest block of a node. */
public record ChainHead(long number, String hash, Instant time) {}
