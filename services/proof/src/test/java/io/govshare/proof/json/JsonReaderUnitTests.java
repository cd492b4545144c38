package io.govshare.proof.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.Resources;
import io.govshare.proof.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderUnitTests {
    static Stream<Arguments> documents() {
        Stream<Arguments> own = Resources.rows("/vectors/json-documents.csv").stream()
                .map(row -> Arguments.of(
                        row[2], row[0].equals("accept"), HexFormat.of().parseHex(row[1])));
        Stream<Arguments> originals = SharedData.files("data/hostile/jsontestsuite").stream()
                .filter(file -> !file.getFileName().toString().startsWith("i_"))
                .map(JsonReaderUnitTests::original);
        return Stream.concat(own, originals);
    }

    private static Arguments original(Path file) {
        try {
            String name = file.getFileName().toString();
            return Arguments.of(name, name.startsWith("y_"), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void exactlyTheValidDocumentsAreRead(String name, boolean valid, byte[] document) {
        if (valid) {
            JsonValue value = JsonReader.parse(document);
            assertThat(JsonReader.parse(JsonWriter.bytes(value))).isEqualTo(value);
        } else {
            assertThatThrownBy(() -> JsonReader.parse(document)).isInstanceOf(ProofFormatException.class);
        }
    }

    @Test
    void duplicateNamesAreRefusedHoweverTheyAreSpelled() {
        assertThatThrownBy(() -> JsonReader.parse("{\"a\":1,\n \"\\u0061\":2}"))
                .hasMessage("JSON line 2, column 2: duplicate name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800a\"",
                "\"\\ud800\\n\"",
                "\"\\ud800\\ud800\\udc00\"",
                "\"\\udc00\\ud800\"",
                "{\"\\ud834\":0}",
                "\"\ud800\"",
                "\"\udc00x\"",
                "\ufeff1"
            })
    void loneSurrogatesAndByteOrderMarksAreRefused(String document) {
        assertThatThrownBy(() -> JsonReader.parse(document)).isInstanceOf(ProofFormatException.class);
    }

    @Test
    void surrogatePairsAreReadInEachSpelling() {
        JsonValue clef = JsonValue.of("\ud834\udd1e");
        assertThat(JsonReader.parse("\"\\ud834\\uDD1E\"")).isEqualTo(clef);
        assertThat(JsonReader.parse("\"\ud834\udd1e\"")).isEqualTo(clef);
        assertThat(JsonReader.parse("\"\ud834" + "\\udd1e\"")).isEqualTo(clef);
    }

    @Test
    void limitsAreEnforcedAndNamed() {
        JsonLimits limits = new JsonLimits(100, 3, 5);
        assertThat(JsonReader.parse("[[[12345]]]", limits)).isNotNull();
        assertThatThrownBy(() -> JsonReader.parse("[[[[]]]]", limits)).hasMessageContaining("deeper than 3 levels");
        assertThatThrownBy(() -> JsonReader.parse("123456", limits)).hasMessageContaining("longer than 5 characters");
        String wide = '"' + "é".repeat(50) + '"';
        assertThatThrownBy(() -> JsonReader.parse(wide, limits)).hasMessageContaining("longer than 100 bytes");
        assertThatThrownBy(() -> JsonReader.parse(wide.getBytes(StandardCharsets.UTF_8), limits))
                .hasMessageContaining("longer than 100 bytes");
    }

    @Test
    void aHundredThousandBracketsAreRefusedWithoutOverflow() {
        assertThatThrownBy(() -> JsonReader.parse("[".repeat(100_000))).hasMessageContaining("deeper than 64 levels");
        assertThatThrownBy(() -> JsonReader.parse("[{\"\":".repeat(100_000)))
                .hasMessageContaining("deeper than 64 levels");
    }

    @Test
    void numbersKeepTheirDigits() {
        String document = "[9007199254740993,0.10,1E400,-0,123456789012345678901234567890.5]";
        assertThat(JsonReader.parse(document)).hasToString(document);
        assertThat(((JsonValue.Num) JsonReader.parse("9007199254740993")).asLong())
                .isEqualTo(9007199254740993L);
        for (String other : List.of("1.0", "1e3", "9223372036854775808")) {
            assertThatThrownBy(() -> ((JsonValue.Num) JsonReader.parse(other)).asLong())
                    .isInstanceOf(ProofFormatException.class);
        }
    }

    @Test
    void randomDamageNeverLeadsToAnythingButARefusalOrAValue() {
        byte[] seed = "{\"a\":[1,-2.5e+3,\"x\\u00e9\\ud834\\udd1e\",null,true],\"b\":{\"c\":\"\\\\\"}}"
                .getBytes(StandardCharsets.UTF_8);
        Random random = new Random(8259);
        int read = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] damaged = seed.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                JsonValue value = JsonReader.parse(damaged);
                assertThat(JsonReader.parse(JsonWriter.bytes(value))).isEqualTo(value);
                read++;
            } catch (ProofFormatException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
        assertThat(read).isPositive();
    }
}
