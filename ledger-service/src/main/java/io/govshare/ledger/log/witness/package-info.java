/**
 * Witnesses of the log (C2SP tlog-witness, tlog-cosignature): each newest checkpoint is shown to those that are
 * configured, with the proof that it extends the one they saw last, and what they sign is stored and given out with it.
 * Nobody who reads such a checkpoint can have been shown another history than the witnesses.
 *
 * <p>Entries, checkpoints, anchors and receipts do not wait for witnesses. Only the checkpoint that monitors fetch does:
 * it is the newest one about which every witness in reach was asked, and a witness is out of reach after one timeout.
 */
@NullMarked
package io.govshare.ledger.log.witness;

import org.jspecify.annotations.NullMarked;
