package io.govshare.ledger.anchor;

import io.govshare.chain.EndpointStatus;
import io.govshare.proof.chain.Address;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the log is, and how far the chain has it.
 *
 * @param size leaves in the log
 * @param checkpointSize leaves under the newest checkpoint
 * @param anchoredSize leaves under the newest confirmed anchor
 * @param pending leaves without a confirmed anchor
 * @param pendingSince when the oldest of them was appended
 * @param registry where anchors go; absent until the chain was first reached
 * @param chainHead newest block seen by the process that answers
 * @param validators who seals blocks now, as far as this process knows; absent where none are configured
 * @param problem why anchoring waits; absent while it goes on
 * @param endpoints the ways to the chain, the preferred one first, as this process has found them
 */
public record LedgerStatus(
        String origin,
        long size,
        long checkpointSize,
        @Nullable Instant checkpointAt,
        long anchoredSize,
        long pending,
        @Nullable Instant pendingSince,
        @Nullable Place registry,
        @Nullable Block chainHead,
        @Nullable Validators validators,
        @Nullable String problem,
        List<EndpointStatus> endpoints) {

    /** The registry's chain and contract, and this log in it. */
    public record Place(long chainId, String contract, String logId, String sender) {

        static Place of(Registry registry) {
            return new Place(registry.chainId(), registry.contract(), registry.logId(), registry.sender());
        }
    }

    /**
     * @param fromBlock first block that they sealed
     * @param voted whether proven votes made them the validators; otherwise they are configured
     */
    public record Validators(long fromBlock, List<String> addresses, boolean voted) {

        public Validators {
            addresses = List.copyOf(addresses);
        }

        static Validators of(ValidatorHistory.InForce set) {
            return new Validators(
                    set.fromBlock(),
                    set.addresses().stream().map(Address::toString).toList(),
                    !set.isConfigured());
        }
    }

    /** @param seenAt by this process */
    public record Block(long number, String hash, Instant time, Instant seenAt) {}
}
