package io.govshare.proof.chain;

import io.govshare.proof.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether a quorum of known validators has sealed a header. */
public final class QbftSeals {
    private static final byte[] MIX_HASH = "ctical byzantine fault tolerance".getBytes(StandardCharsets.US_ASCII);

    private QbftSeals() {}

    /** ceil(2n/3) */
    public static int quorum(int validators) {
        return (2 * validators + 2) / 3;
    }

    /** How many validators have sealed a header without {@link #defect}: each seal is then of another one. */
    public static int sealers(BlockHeader header) {
        return header.qbft().seals().size();
    }

    /**
     * What is wrong with the seals, or nothing when they hold. The validators come from whoever verifies, never from
     * the header; the list in the header only has to agree with them.
     */
    public static Optional<String> defect(BlockHeader header, Collection<Address> validators) {
        Set<Address> known = new TreeSet<>(validators);
        if (known.isEmpty()) {
            return Optional.of("no validators are known for block " + header.number());
        }
        if (header.number() == 0) {
            return Optional.of("the genesis block carries no seals");
        }
        QbftExtraData extra = header.qbft();
        // strictly ascending in every block but genesis
        if (!extra.validators().equals(List.copyOf(known))) {
            return Optional.of("the header lists other validators than those trusted for block " + header.number());
        }
        if (!known.contains(header.coinbase())) {
            return Optional.of("the block was made by " + header.coinbase() + ", which is no validator");
        }
        if (header.difficulty() != 1 || !Arrays.equals(header.mixHash(), MIX_HASH)) {
            return Optional.of("the header does not have the marks of a QBFT block");
        }
        Hash commitHash = header.hash(extra.forCommitHash());
        Set<Address> signers = new HashSet<>();
        for (Rlp seal : extra.seals()) {
            Optional<Address> signer = CommitSeal.parse(seal).signer(commitHash);
            if (signer.isEmpty()) {
                return Optional.of("a seal was made by no key at all");
            }
            if (!known.contains(signer.get())) {
                return Optional.of("a seal was made by " + signer.get() + ", which is no validator");
            }
            if (!signers.add(signer.get())) {
                return Optional.of("validator " + signer.get() + " is counted twice");
            }
        }
        int quorum = quorum(known.size());
        return signers.size() >= quorum
                ? Optional.empty()
                : Optional.of(signers.size() + " of " + known.size() + " validators sealed the block, " + quorum
                        + " are needed");
    }
}
