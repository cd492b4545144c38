package io.govshare.proof.chain;

import io.govshare.proof.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A block as a QBFT network would make it, with each part open to change. */
public final class TestBlock {
    private static final byte[] MIX_HASH = "ctical byzantine fault tolerance".getBytes(StandardCharsets.US_ASCII);

    private final long number;
    private final Hash stateRoot;
    private final List<Address> listed;
    private final Address coinbase;
    private final long round;
    private final List<byte[]> seals;
    private final Link link;

    /** What a block says of the one before it and of the validators after it. */
    private record Link(Hash parent, Rlp.Seq vote) {
        static final Link NONE = new Link(Hash.of(new byte[32]), Rlp.list());
    }

    private TestBlock(
            long number,
            Hash stateRoot,
            List<Address> listed,
            Address coinbase,
            long round,
            List<byte[]> seals,
            Link link) {
        this.link = link;
        this.number = number;
        this.stateRoot = stateRoot;
        this.listed = listed;
        this.coinbase = coinbase;
        this.round = round;
        this.seals = seals;
    }

    /** Sealed in round 0 by all the validators. */
    public static TestBlock of(long number, Hash stateRoot, List<TestValidator> validators) {
        List<Address> addresses =
                validators.stream().map(TestValidator::address).sorted().toList();
        TestBlock open = new TestBlock(number, stateRoot, addresses, addresses.getFirst(), 0, List.of(), Link.NONE);
        return open.sealedBy(validators);
    }

    /** In another round; drops the seals, which no longer hold. */
    public TestBlock inRound(long other) {
        return new TestBlock(number, stateRoot, listed, coinbase, other, List.of(), link);
    }

    public TestBlock madeBy(Address maker) {
        return new TestBlock(number, stateRoot, listed, maker, round, List.of(), link);
    }

    public TestBlock listing(List<Address> addresses) {
        return new TestBlock(number, stateRoot, addresses, coinbase, round, List.of(), link);
    }

    /** Drops the seals, which no longer hold. */
    public TestBlock after(Hash parent) {
        return new TestBlock(number, stateRoot, listed, coinbase, round, List.of(), new Link(parent, link.vote()));
    }

    /** Drops the seals, which no longer hold. */
    public TestBlock voting(Address candidate, boolean add) {
        Rlp.Seq vote = Rlp.list(Rlp.of(candidate.bytes()), Rlp.of(add ? new byte[] {-1} : new byte[0]));
        return new TestBlock(number, stateRoot, listed, coinbase, round, List.of(), new Link(link.parent(), vote));
    }

    public TestBlock withStateRoot(Hash root) {
        return new TestBlock(number, root, listed, coinbase, round, seals, link);
    }

    public TestBlock sealedBy(List<TestValidator> signers) {
        Hash commitHash = commitHash();
        return withSeals(
                _ -> signers.stream().map(signer -> signer.seal(commitHash)).toList());
    }

    /** Replaces the seals by what the function makes of them. */
    public TestBlock withSeals(UnaryOperator<List<byte[]>> change) {
        return new TestBlock(number, stateRoot, listed, coinbase, round, change.apply(new ArrayList<>(seals)), link);
    }

    public Hash commitHash() {
        return Keccak.hash(Rlp.encode(header(round, List.of())));
    }

    /** The hash by QBFT rules. */
    public Hash hash() {
        return Keccak.hash(Rlp.encode(header(0, List.of())));
    }

    /** The hash as a chain without QBFT has it. */
    public Hash plainHash() {
        return Keccak.hash(rlp());
    }

    public byte[] rlp() {
        return Rlp.encode(header(round, seals));
    }

    public long number() {
        return number;
    }

    private Rlp.Seq header(long inRound, List<byte[]> withSeals) {
        byte[] vanity = new byte[32];
        Rlp.Seq extraData = Rlp.list(
                Rlp.of(vanity),
                new Rlp.Seq(listed.stream().map(a -> Rlp.of(a.bytes())).toList()),
                link.vote(),
                Rlp.of(inRound),
                new Rlp.Seq(withSeals.stream().map(Rlp::of).toList()));
        Rlp hash = Rlp.of(new byte[32]);
        return Rlp.list(
                Rlp.of(link.parent().bytes()),
                hash,
                Rlp.of(coinbase.bytes()),
                Rlp.of(stateRoot.bytes()),
                hash,
                hash,
                Rlp.of(new byte[256]),
                Rlp.of(1),
                Rlp.of(number),
                Rlp.of(30_000_000),
                Rlp.of(21_000),
                Rlp.of(1_795_000_000),
                Rlp.of(Rlp.encode(extraData)),
                Rlp.of(MIX_HASH),
                Rlp.of(new byte[8]),
                Rlp.of(0));
    }
}
