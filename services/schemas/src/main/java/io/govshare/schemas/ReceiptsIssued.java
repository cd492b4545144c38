package io.govshare.schemas;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Entries that are now provable: a checkpoint that covers them is anchored and its state proof captured. One anchor is
 * announced in as many messages as its entries need.
 *
 * @param origin the log's origin (C2SP tlog-checkpoint)
 * @param logId the log's id in {@code AnchorRegistry}, 0x-prefixed
 * @param treeSize size of the anchored checkpoint
 * @param root its root, base64url
 * @param blockHash 0x-prefixed
 * @param transaction hash of the anchoring transaction, 0x-prefixed
 */
public record ReceiptsIssued(
        String origin,
        String logId,
        long treeSize,
        String root,
        long blockNumber,
        String blockHash,
        Instant blockTime,
        String transaction,
        List<Issued> receipts) {

    /** Most receipts in one message. */
    public static final int MAX_RECEIPTS = 1_000;

    public ReceiptsIssued {
        Wire.required(origin, "origin");
        Wire.required(logId, "logId");
        Wire.hash(root, "root");
        Wire.required(blockHash, "blockHash");
        Objects.requireNonNull(blockTime, "blockTime");
        Wire.required(transaction, "transaction");
        receipts = Wire.bounded(receipts, 1, MAX_RECEIPTS, "receipts");
    }

    /**
     * @param entry base64url SHA-256
     * @param leafIndex zero-based position in the log
     */
    public record Issued(String entry, long leafIndex) {

        public Issued {
            Wire.hash(entry, "entry");
            if (leafIndex < 0) {
                throw new IllegalArgumentException("leafIndex is negative");
            }
        }
    }
}
