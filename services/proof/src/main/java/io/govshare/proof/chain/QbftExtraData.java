package io.govshare.proof.chain;

import io.govshare.proof.ProofFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What QBFT keeps in a header's extra data: {@code [vanity, validators, vote, round, seals]}.
 *
 * <p>One header has three hashes: the block hash (round 0, no seals), the commit hash that validators sign (its own
 * round, no seals), and the hash of the bytes as served, which means nothing.
 */
record QbftExtraData(Rlp.Seq items, List<Address> validators, List<Rlp> seals) {
    private static final int VALIDATORS = 1;
    private static final int VOTE = 2;
    private static final int ROUND = 3;
    private static final int SEALS = 4;
    private static final int COUNT = 5;
    private static final long MAX_ROUND = Integer.MAX_VALUE;
    private static final int MAX_VALIDATORS = 256;
    private static final byte ADD = (byte) 0xff;

    /** That a validator be added or dropped. */
    record Vote(Address candidate, boolean add) {}

    QbftExtraData {
        validators = List.copyOf(validators);
        seals = List.copyOf(seals);
    }

    static QbftExtraData parse(byte[] bytes) {
        Rlp.Seq items = Rlp.decodeList(bytes);
        // Besu drops what follows the seals when it hashes; taking it along would give one block two forms.
        if (items.items().size() != COUNT) {
            throw new ProofFormatException(
                    "QBFT extra data has 5 items, not " + items.items().size());
        }
        if (items.number(ROUND) > MAX_ROUND) {
            throw new ProofFormatException("QBFT round is out of range");
        }
        Rlp.Seq validators = items.seq(VALIDATORS);
        Rlp.Seq seals = items.seq(SEALS);
        if (validators.items().size() > MAX_VALIDATORS || seals.items().size() > MAX_VALIDATORS) {
            throw new ProofFormatException("QBFT extra data has at most " + MAX_VALIDATORS + " validators and seals");
        }
        List<Address> addresses = new ArrayList<>();
        for (int i = 0; i < validators.items().size(); i++) {
            addresses.add(Address.of(validators.bytes(i)));
        }
        return new QbftExtraData(items, addresses, seals.items());
    }

    /** The vote that the block's maker casts, if any: {@code [candidate, 0xff]} to add, an empty byte string to drop. */
    Optional<Vote> vote() {
        Rlp.Seq vote = items.seq(VOTE);
        if (vote.items().isEmpty()) {
            return Optional.empty();
        }
        if (vote.items().size() == 2) {
            byte[] kind = vote.bytes(1);
            if (kind.length == 0 || (kind.length == 1 && kind[0] == ADD)) {
                return Optional.of(new Vote(Address.of(vote.bytes(0)), kind.length == 1));
            }
        }
        throw new ProofFormatException("a QBFT vote is a candidate and what is to become of it");
    }

    Rlp.Seq forBlockHash() {
        return items.with(ROUND, Rlp.of(0)).with(SEALS, Rlp.list());
    }

    Rlp.Seq forCommitHash() {
        return items.with(SEALS, Rlp.list());
    }
}
