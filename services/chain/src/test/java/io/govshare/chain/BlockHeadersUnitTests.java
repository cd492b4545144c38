package io.govshare.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.proof.chain.Consensus;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers as a Besu network served them, among them one of each kind where the three hashes of a header differ. */
class BlockHeadersUnitTests {
    record Recorded(String name, Map<String, Object> block, String rawHeader) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Recorded> recorded() throws IOException {
        try (InputStream in = BlockHeadersUnitTests.class.getResourceAsStream("/besu/block-headers.csv")) {
            List<String> lines = new String(in.readAllBytes(), UTF_8).lines().toList();
            String[] names = lines.get(0).split(",", -1);
            List<Recorded> blocks = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] values = line.split(",", -1);
                Map<String, Object> block = new HashMap<>();
                for (int i = 1; i < names.length - 1; i++) {
                    block.put(names[i], values[i]);
                }
                blocks.add(new Recorded(values[0], block, values[names.length - 1]));
            }
            return blocks;
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void theNodesOwnBytesAreRebuiltFromItsJson(Recorded recorded) {
        BlockHeader header = BlockHeaders.of(recorded.block(), Consensus.QBFT);

        assertThat(header.rlp()).isEqualTo(recorded.rawHeader());
        assertThat(header.hash()).isEqualTo(recorded.block().get("hash"));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void aChangeInAnyFieldShowsInTheHash(Recorded recorded) {
        for (String name : recorded.block().keySet()) {
            Map<String, Object> altered = new HashMap<>(recorded.block());
            String value = (String) altered.get(name);
            altered.put(name, name.equals("extraData") ? swapVanity(value) : increment(value));

            assertThatThrownBy(() -> BlockHeaders.of(altered, Consensus.QBFT))
                    .as(name)
                    .isInstanceOf(ChainMismatchException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void aMissingFieldIsNamedOrShowsInTheHash(Recorded recorded) {
        for (String name : recorded.block().keySet()) {
            Map<String, Object> altered = new HashMap<>(recorded.block());
            altered.remove(name);

            assertThatThrownBy(() -> BlockHeaders.of(altered, Consensus.QBFT))
                    .as(name)
                    .isInstanceOf(ChainMismatchException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void sealedBlocksAreNotTakenForDevelopmentBlocks(Recorded recorded) {
        if (recorded.name().equals("genesis")) {
            assertThat(BlockHeaders.of(recorded.block(), Consensus.DEVELOPMENT).number())
                    .isZero();
        } else {
            assertThatThrownBy(() -> BlockHeaders.of(recorded.block(), Consensus.DEVELOPMENT))
                    .isInstanceOf(ChainMismatchException.class)
                    .hasMessageContaining("by the rules of development");
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void extraDataThatIsNoListOfFiveIsRefused(Recorded recorded) {
        if (recorded.name().equals("genesis")) {
            return; // hashed as it is, whatever it holds
        }
        for (String bad : List.of("0x", "0x80", "0xc0", "0xc28080", "0xff", "0x00")) {
            Map<String, Object> altered = new HashMap<>(recorded.block());
            altered.put("extraData", bad);

            assertThatThrownBy(() -> BlockHeaders.of(altered, Consensus.QBFT))
                    .as(bad)
                    .isInstanceOf(ChainMismatchException.class);
        }
    }

    private static String swapVanity(String extraData) {
        return extraData.substring(0, 10) + (extraData.charAt(10) == '1' ? '2' : '1') + extraData.substring(11);
    }

    private static String increment(String value) {
        char last = value.charAt(value.length() - 1);
        return value.substring(0, value.length() - 1) + (last == '1' ? '2' : '1');
    }
}
