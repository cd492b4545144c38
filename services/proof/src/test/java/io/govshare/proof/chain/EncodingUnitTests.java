package io.govshare.proof.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.proof.ProofFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingUnitTests {
    @ParameterizedTest
    @CsvSource({
        "'', c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
        "abc, 4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
        "testing, 5f16f4c7f149ac4f9510d9cf8cf384038ad348b3bcdc01915f95de12df9d1b02"
    })
    void keccakIsThatOfEthereum(String text, String hash) {
        assertThat(Keccak.hash(text.getBytes(StandardCharsets.US_ASCII)).hex()).isEqualTo(hash);
    }

    @Test
    void examplesOfTheYellowPaperAreEncodedSo() {
        assertThat(hex(text("dog"))).isEqualTo("83646f67");
        assertThat(hex(Rlp.list(text("cat"), text("dog")))).isEqualTo("c88363617483646f67");
        assertThat(hex(text(""))).isEqualTo("80");
        assertThat(hex(Rlp.list())).isEqualTo("c0");
        assertThat(hex(Rlp.of(0))).isEqualTo("80");
        assertThat(hex(Rlp.of(15))).isEqualTo("0f");
        assertThat(hex(Rlp.of(1024))).isEqualTo("820400");
        assertThat(hex(Rlp.of(Long.MAX_VALUE))).isEqualTo("887fffffffffffffff");
        assertThat(hex(Rlp.list(Rlp.list(), Rlp.list(Rlp.list()), Rlp.list(Rlp.list(), Rlp.list(Rlp.list())))))
                .isEqualTo("c7c0c1c0c3c0c1c0");
        assertThat(hex(text("Lorem ipsum dolor sit amet, consectetur adipisicing elit")))
                .startsWith("b8384c6f72656d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00ff",
                "8100",
                "817f",
                "b800",
                "b837",
                "b90038",
                "b8",
                "81",
                "83646f",
                "c883636174",
                "c1",
                "c0c0",
                "f800",
                "f90000",
                "bb80000000",
                "bf8000000000000000",
                "ff7fffffffffffffff",
                "fbffffffff",
                "c28301"
            })
    void otherSpellingsOfAnyValueAreRefused(String encoded) {
        assertThatThrownBy(() -> Rlp.decode(HexFormat.of().parseHex(encoded))).isInstanceOf(ProofFormatException.class);
    }

    @Test
    void numbersAreInShortestFormAndOf63Bits() {
        assertThat(Rlp.list(Rlp.of(77)).number(0)).isEqualTo(77);
        for (String bad : new String[] {"00", "0001", "8000000000000000", "010000000000000000"}) {
            Rlp.Seq item = Rlp.list(Rlp.of(HexFormat.of().parseHex(bad)));
            assertThatThrownBy(() -> item.number(0)).as(bad).isInstanceOf(ProofFormatException.class);
        }
    }

    @Test
    void deepNestingIsRefusedWithoutOverflow() {
        byte[] deep = new byte[100_000];
        Arrays.fill(deep, (byte) 0xc1);
        assertThatThrownBy(() -> Rlp.decode(deep)).isInstanceOf(ProofFormatException.class);
    }

    @Test
    void whateverIsDecodedIsEncodedTheSame() {
        Random random = new Random(20260822);
        byte[] seed =
                Rlp.encode(Rlp.list(text("dog"), Rlp.list(Rlp.of(7), Rlp.of(new byte[60])), Rlp.of(new byte[300])));
        int decoded = 0;
        for (int round = 0; round < 100_000; round++) {
            byte[] damaged = seed.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                damaged[random.nextInt(random.nextBoolean() ? 8 : damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(Rlp.encode(Rlp.decode(damaged))).isEqualTo(damaged);
                decoded++;
            } catch (ProofFormatException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
        assertThat(decoded).isPositive();
    }

    @Test
    void addressesAndHexHaveTheirForms() {
        Address address = Address.parse("0xC44c14ce697718607721843c5d3d3aeeba220d32");
        assertThat(address).hasToString("0xc44c14ce697718607721843c5d3d3aeeba220d32");
        assertThat(Address.of(address.bytes())).isEqualTo(address).hasSameHashCodeAs(address);
        for (String bad :
                new String[] {"", "0x", "c44c14ce697718607721843c5d3d3aeeba220d32", "0xc44c", "0x0", "0xzz"}) {
            assertThatThrownBy(() -> Address.parse(bad)).isInstanceOf(ProofFormatException.class);
        }
    }

    private static Rlp text(String text) {
        return Rlp.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hex(Rlp item) {
        byte[] encoded = Rlp.encode(item);
        assertThat(Rlp.decode(encoded)).isEqualTo(item);
        return HexFormat.of().formatHex(encoded);
    }
}
