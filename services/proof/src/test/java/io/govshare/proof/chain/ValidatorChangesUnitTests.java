package io.govshare.proof.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The headers of a network that voted a validator in and out again. What may not pass, the corpus has. */
class ValidatorChangesUnitTests {
    private static final List<Address> FOUR =
            TestValidator.first(4).stream().map(TestValidator::address).sorted().toList();

    @Test
    void recordedNetworkIsFollowedFromFourToFiveAndBack() {
        List<RecordedChange> recorded = RecordedChange.all();
        List<BlockHeader> headers = RecordedChange.headers();
        assertThat(headers).hasSize(18);
        List<Address> four = headers.getFirst().validators();
        ValidatorChanges changes = new ValidatorChanges(four);
        for (RecordedChange each : recorded) {
            BlockHeader header = each.header();
            assertThat(header.hash(Consensus.QBFT)).isEqualTo(each.hash());
            assertThat(changes.defect(header)).as("block " + header.number()).isEmpty();
            boolean five = header.number() >= 1871 && header.number() < 1881;
            assertThat(each.listed()).isEqualTo(five ? 5 : 4);
            assertThat(changes.inForce()).isEqualTo(header.validators()).hasSize(each.listed());
        }
        assertThat(changes.inForce()).isEqualTo(four);
        for (long missing : new long[] {1868, 1869, 1870}) {
            ValidatorChanges gap = new ValidatorChanges(four);
            String defect = headers.stream()
                    .filter(header -> header.number() != missing)
                    .flatMap(header -> gap.defect(header).stream())
                    .findFirst()
                    .orElse("");
            assertThat(defect).isEqualTo("block 1871 lists other validators than were in force and voted for");
        }
    }

    @Test
    void headerOfTheSameValidatorsChangesNothing() {
        ValidatorChanges changes = new ValidatorChanges(FOUR);
        BlockHeader header = BlockHeader.parse(TestBlock.of(7, Keccak.hash(new byte[] {7}), TestValidator.first(4))
                .rlp());
        assertThat(changes.defect(header)).isEmpty();
        assertThat(changes.inForce()).isEqualTo(FOUR);
        assertThat(changes.defect(header)).contains("headers of changes stand in the order of their numbers");
    }

    @Test
    void blockAtTheEndIsTheLastHeaderOrItsChild() {
        TestBlock seventh = block(7, 1);
        ValidatorChanges changes = new ValidatorChanges(FOUR);
        assertThat(changes.defectAtEnd(header(seventh))).isEmpty();
        assertThat(changes.defect(header(seventh))).isEmpty();
        assertThat(changes.defectAtEnd(header(seventh))).isEmpty();
        assertThat(changes.defectAtEnd(header(seventh.sealedBy(TestValidator.first(3)))))
                .isEmpty();
        assertThat(changes.defectAtEnd(header(block(7, 2)))).contains("the last header of changes is another block 7");
        assertThat(changes.defectAtEnd(header(block(8, 1))))
                .contains("block 8 does not follow the last header of changes");
        assertThat(changes.defectAtEnd(header(block(9, 1)))).isEmpty();
    }

    private static TestBlock block(long number, int state) {
        return TestBlock.of(number, Keccak.hash(new byte[] {(byte) state}), TestValidator.first(4));
    }

    private static BlockHeader header(TestBlock block) {
        return BlockHeader.parse(block.rlp());
    }
}
