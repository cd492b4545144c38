package io.govshare.ledger.log;

import io.govshare.proof.log.NoteKey;

/** What others need to know of the log to check its checkpoints. */
public record LogIdentity(String origin, NoteKey key) {}
