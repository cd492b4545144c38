package io.govshare.proof.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.proof.merkle.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** On a network that voted a fifth validator in, and on one that lies about it. */
class ValidatorChangeSearchUnitTests {
    private static final List<TestValidator> FOUR = TestValidator.first(4);
    private static final List<TestValidator> FIVE = TestValidator.first(5);
    private static final Hash STATE = Keccak.hash(new byte[] {1});
    private static final Address FIFTH = TestValidator.number(5).address();

    private final Map<Long, BlockHeader> headers = new TreeMap<>();
    private final List<Long> asked = new ArrayList<>();
    private Hash parent = Hash.of(new byte[32]);

    private void add(TestBlock block, List<TestValidator> signers) {
        TestBlock sealed = block.after(parent).sealedBy(signers);
        parent = sealed.hash();
        headers.put(sealed.number(), BlockHeader.parse(sealed.rlp()));
    }

    /** Blocks 1 to 100 of four validators, who vote in the last six, then blocks of five up to 120. */
    private void fifthIsVotedIn() {
        for (long number = 1; number <= 100; number++) {
            TestBlock block = TestBlock.of(number, STATE, FOUR)
                    .madeBy(FOUR.get((int) (number % 4)).address());
            add(number > 94 ? block.voting(FIFTH, true) : block, FOUR.subList(0, 3));
        }
        for (long number = 101; number <= 120; number++) {
            add(TestBlock.of(number, STATE, FIVE), FIVE.subList(0, 4));
        }
    }

    private Optional<List<BlockHeader>> find(long since, long until) {
        List<Address> four = FOUR.stream().map(TestValidator::address).toList();
        return new ValidatorChangeSearch(this::header, four)
                .find(since, until, since, found -> follows(new ValidatorChanges(four), found));
    }

    private Optional<BlockHeader> header(long number) {
        asked.add(number);
        return Optional.ofNullable(headers.get(number));
    }

    @Test
    void votesAreFoundByFewQuestions() {
        fifthIsVotedIn();

        List<BlockHeader> found = find(0, 120).orElseThrow();

        assertThat(found.stream().map(BlockHeader::number)).containsExactly(98L, 99L, 100L, 101L);
        assertThat(asked).hasSizeLessThan(16);
    }

    @Test
    void oldHeadersAreNotNeeded() {
        fifthIsVotedIn();
        headers.keySet().removeIf(number -> number < 98);

        List<BlockHeader> found = find(0, 120).orElseThrow();
        assertThat(found.stream().map(BlockHeader::number)).containsExactly(98L, 99L, 100L, 101L);

        headers.remove(98L);
        assertThat(find(0, 120)).as("a vote is missing").isEmpty();
    }

    @Test
    void nothingIsFoundWithoutTheVotesOrBehindAnInventedBlock() {
        fifthIsVotedIn();
        assertThat(find(99, 120)).as("too late for the votes").isEmpty();

        // the change is there, and sealed by five, but a vote's block is another than the one that the next follows
        BlockHeader honest = headers.get(99L);
        headers.put(
                99L,
                BlockHeader.parse(
                        TestBlock.of(99, Keccak.hash(new byte[] {2}), FOUR).rlp()));
        assertThat(find(0, 120)).isEmpty();
        headers.put(99L, honest);

        // a set that nobody voted for, from block 50 on
        for (long number = 50; number <= 120; number++) {
            headers.put(
                    number,
                    BlockHeader.parse(
                            TestBlock.of(number, Keccak.hash(new byte[] {3}), List.of(TestValidator.number(9)))
                                    .rlp()));
        }
        assertThat(find(0, 120)).isEmpty();
        headers.keySet().removeIf(number -> number > 70);
        assertThat(find(0, 120)).as("blocks are missing").isEmpty();
        assertThat(asked).hasSizeLessThan(100);
    }

    @Test
    void recordedChangesAreFound() {
        RecordedChange.headers().forEach(header -> headers.put(header.number(), header));
        long first = headers.keySet().iterator().next();
        long last = headers.keySet().stream().mapToLong(number -> number).max().orElseThrow();
        List<Address> four = headers.get(first).validators();
        ValidatorChanges changes = new ValidatorChanges(four);

        List<BlockHeader> in = search(four)
                .find(first, 1_875, first, found -> follows(new ValidatorChanges(four), found))
                .orElseThrow();
        assertThat(in.getLast().number()).isEqualTo(1_871);
        assertThat(follows(changes, in)).isTrue();
        assertThat(changes.inForce()).hasSize(5);

        List<BlockHeader> out = search(changes.inForce())
                .find(1_871, last, first, found -> follows(new ValidatorChanges(changes.inForce()), found))
                .orElseThrow();
        assertThat(out.getLast().number()).isEqualTo(1_881);
        assertThat(out.getLast().validators()).isEqualTo(four);
    }

    private ValidatorChangeSearch search(List<Address> inForce) {
        return new ValidatorChangeSearch(this::header, inForce);
    }

    private static boolean follows(ValidatorChanges changes, List<BlockHeader> found) {
        return found.stream().allMatch(header -> changes.defect(header).isEmpty());
    }
}
