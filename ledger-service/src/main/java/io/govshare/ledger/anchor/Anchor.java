package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorProof;
import io.govshare.chain.SignedAnchor;
import io.govshare.proof.merkle.Hash;
import java.time.Instant;
import java.util.List;

/** One attempt to put a checkpoint on the chain. A step is only offered by the states from which it is right. */
public sealed interface Anchor {

    long id();

    long size();

    /** On its way: signed and stored, its fate still open. There is at most one. */
    sealed interface Open extends Anchor permits Pending, Submitted {

        SignedAnchor transaction();

        /** Hashes of the transactions that this one replaced: same call, same nonce, less for gas. */
        List<String> earlier();

        @Override
        default long size() {
            return transaction().request().size();
        }

        default Hash root() {
            return transaction().request().root();
        }

        /** The contract holds this size with this root, and the proof of it is at hand. */
        default Confirmed confirmed(String transaction, AnchorProof proof) {
            return Confirmed.of(id(), transaction, root(), proof);
        }

        /** The transaction will never anchor anything. */
        default Abandoned abandoned(String reason) {
            return new Abandoned(id(), size(), reason);
        }
    }

    /** Stored; whether the node knows it is not known. */
    record Pending(long id, SignedAnchor transaction, List<String> earlier) implements Open {

        public Pending {
            earlier = List.copyOf(earlier);
        }

        Submitted submitted(Instant now) {
            return new Submitted(id, transaction, earlier, now);
        }
    }

    /** The node took it; no block contains it yet. */
    record Submitted(long id, SignedAnchor transaction, List<String> earlier, Instant submittedAt) implements Open {

        public Submitted {
            earlier = List.copyOf(earlier);
        }
    }

    /** In the contract, with the proof captured. Only now are receipts given out. */
    record Confirmed(
            long id,
            long size,
            Hash root,
            String transaction,
            long blockNumber,
            String blockHash,
            Instant blockTime,
            String header,
            List<String> accountProof,
            List<String> storageProof)
            implements Anchor {

        /** Stands for the transaction where an anchor was found in the contract and nobody remembers sending it. */
        public static final String UNKNOWN_TRANSACTION = "0x" + "0".repeat(64);

        public Confirmed {
            accountProof = List.copyOf(accountProof);
            storageProof = List.copyOf(storageProof);
        }

        static Confirmed of(long id, String transaction, Hash root, AnchorProof proof) {
            if (!proof.root().equals(root)) {
                throw new IllegalArgumentException(
                        "the contract holds root " + proof.root() + " for size " + proof.size() + ", not " + root);
            }
            return new Confirmed(
                    id,
                    proof.size(),
                    root,
                    transaction,
                    proof.block().number(),
                    proof.block().hash(),
                    proof.block().time(),
                    proof.block().rlp(),
                    proof.accountProof(),
                    proof.storageProof());
        }
    }

    /** Given up; a later checkpoint takes its place. */
    record Abandoned(long id, long size, String reason) implements Anchor {}
}
