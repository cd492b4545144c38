package io.govshare.proof.corpus;

import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.Keccak;
import io.govshare.proof.chain.Rlp;
import io.govshare.proof.chain.TestValidator;
import io.govshare.proof.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A QBFT block header taken apart, so that each item of the header and each part of its extra data can be changed by
 * itself, with or without sealing it anew.
 *
 * @param items of the header; what stands in place 12 is not looked at
 * @param extra vanity, validators, vote, round; the seals are kept by themselves
 */
record SealedBlock(List<Rlp> items, List<Rlp> extra, List<Rlp> seals) {
    static final int PARENT = 0;
    static final int COINBASE = 2;
    static final int STATE_ROOT = 3;
    static final int DIFFICULTY = 7;
    static final int NUMBER = 8;
    static final int TIMESTAMP = 11;
    static final int EXTRA_DATA = 12;
    static final int MIX_HASH = 13;

    static final int VALIDATORS = 1;
    static final int VOTE = 2;
    static final int ROUND = 3;

    private static final byte[] MARK = "ctical byzantine fault tolerance".getBytes(StandardCharsets.US_ASCII);

    SealedBlock {
        items = List.copyOf(items);
        extra = List.copyOf(extra);
        seals = List.copyOf(seals);
    }

    /** With all 21 items of a header since Prague; not sealed yet. */
    static SealedBlock open(long number, Hash stateRoot, List<TestValidator> validators) {
        List<Address> addresses = sorted(validators);
        Rlp hash = Rlp.of(Keccak.hash(new byte[] {(byte) number}).bytes());
        List<Rlp> items = List.of(
                hash,
                hash,
                Rlp.of(addresses.getFirst().bytes()),
                Rlp.of(stateRoot.bytes()),
                hash,
                hash,
                Rlp.of(new byte[256]),
                Rlp.of(1),
                Rlp.of(number),
                Rlp.of(30_000_000),
                Rlp.of(21_000),
                Rlp.of(1_795_000_000 + number),
                Rlp.of(0),
                Rlp.of(MARK),
                Rlp.of(new byte[8]),
                Rlp.of(0),
                hash,
                Rlp.of(0),
                Rlp.of(0),
                hash,
                hash);
        byte[] vanity = new byte[32];
        vanity[31] = 7;
        List<Rlp> extra = List.of(Rlp.of(vanity), list(addresses), Rlp.list(), Rlp.of(0));
        return new SealedBlock(items, extra, List.of());
    }

    static List<Address> sorted(List<TestValidator> validators) {
        return validators.stream()
                .map(TestValidator::address)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    static Rlp list(List<Address> addresses) {
        return new Rlp.Seq(addresses.stream().map(each -> Rlp.of(each.bytes())).toList());
    }

    SealedBlock with(int item, Rlp value) {
        return new SealedBlock(JsonEdit.with(items, item, value), extra, seals);
    }

    SealedBlock withItems(int count) {
        return new SealedBlock(items.subList(0, count), extra, seals);
    }

    SealedBlock withExtra(int part, Rlp value) {
        return new SealedBlock(items, JsonEdit.with(extra, part, value), seals);
    }

    SealedBlock withExtra(List<Rlp> parts) {
        return new SealedBlock(items, parts, seals);
    }

    SealedBlock withSeals(List<byte[]> made) {
        return new SealedBlock(items, extra, made.stream().map(Rlp::of).toList());
    }

    SealedBlock sealedBy(List<TestValidator> signers) {
        Hash hash = commitHash();
        return withSeals(signers.stream().map(signer -> signer.seal(hash)).toList());
    }

    List<byte[]> sealBytes() {
        List<byte[]> bytes = new ArrayList<>();
        for (Rlp seal : seals) {
            bytes.add(((Rlp.Text) seal).bytes());
        }
        return bytes;
    }

    long number() {
        return new Rlp.Seq(items).number(NUMBER);
    }

    /** Round 0, no seals. */
    Hash hash() {
        return Keccak.hash(rlp(JsonEdit.with(extra, ROUND, Rlp.of(0)), List.of()));
    }

    /** The header's own round, no seals. */
    Hash commitHash() {
        return Keccak.hash(rlp(extra, List.of()));
    }

    /** Over the bytes as they are. */
    Hash plainHash() {
        return Keccak.hash(rlp());
    }

    byte[] rlp() {
        return rlp(extra, seals);
    }

    /** The header with any bytes for its extra data. */
    byte[] rlpWithExtraData(byte[] extraData) {
        return Rlp.encode(new Rlp.Seq(JsonEdit.with(items, EXTRA_DATA, Rlp.of(extraData))));
    }

    byte[] extraData() {
        return extraData(extra, seals);
    }

    private byte[] rlp(List<Rlp> parts, List<Rlp> withSeals) {
        return rlpWithExtraData(extraData(parts, withSeals));
    }

    private static byte[] extraData(List<Rlp> parts, List<Rlp> withSeals) {
        return Rlp.encode(new Rlp.Seq(JsonEdit.and(parts, new Rlp.Seq(withSeals))));
    }
}
