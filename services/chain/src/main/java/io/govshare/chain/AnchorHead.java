package io.govshare.chain;

import io.govshare.proof.merkle.Hash;

/** The newest head of a log that the contract holds. */
public record AnchorHead(long size, Hash root) {}
