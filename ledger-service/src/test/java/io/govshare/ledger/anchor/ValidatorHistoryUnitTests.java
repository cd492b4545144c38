package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.BlockHeader;
import io.govshare.chain.FakeAnchorChain;
import io.govshare.proof.chain.ValidatorChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a receipt carries of many changes. */
class ValidatorHistoryUnitTests {

    private static final int MOST = ValidatorChanges.MAX_HEADERS;

    private final FakeAnchorChain chain = FakeAnchorChain.sealed("test.example/log");

    @BeforeEach
    void mine() {
        for (int i = 0; i < MOST + 12; i++) {
            chain.mineBlock();
        }
    }

    private List<String> blocks(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(number -> chain.block(number).map(BlockHeader::rlp).orElseThrow())
                .toList();
    }

    private ValidatorChange change(long first, long last) {
        return new ValidatorChange(last, blocks(first, last));
    }

    @Test
    void theEarliestChangesAreLeftOutAsAWhole() {
        List<ValidatorChange> changes = new ArrayList<>();
        for (long first = 1; first <= MOST + 6; first += 5) {
            changes.add(change(first, first + 4));
        }

        NavigableMap<Long, List<String>> headers = ValidatorHistory.headers(changes);

        assertThat(headers).hasSameSizeAs(changes);
        assertThat(headers.get(5L)).isEqualTo(blocks(1, 5));
        assertThat(headers.get(125L)).isEqualTo(blocks(1, 125));
        assertThat(headers.get(130L)).isEqualTo(blocks(6, 130));
        assertThat(headers.get(135L)).isEqualTo(blocks(11, 135));
    }

    @Test
    void headersThatSeveralChangesShareAreCarriedOnce() {
        NavigableMap<Long, List<String>> headers =
                ValidatorHistory.headers(List.of(change(1, 5), change(3, 7), change(20, 22)));

        assertThat(headers.get(7L)).isEqualTo(blocks(1, 7));
        assertThat(headers.get(22L)).hasSize(10).containsAll(blocks(1, 7)).containsAll(blocks(20, 22));
    }

    @Test
    void aChangeThatNoReceiptTakesIsNotCarried() {
        assertThat(ValidatorHistory.headers(List.of(change(1, MOST + 1L))).get(MOST + 1L))
                .isEmpty();
    }
}
