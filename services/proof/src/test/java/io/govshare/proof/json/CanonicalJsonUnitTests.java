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
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonUnitTests {
    @Test
    void numbersAreThoseOfAppendixB() {
        for (String[] row : Resources.rows("/vectors/canonical-numbers.csv")) {
            double value = Double.longBitsToDouble(Long.parseUnsignedLong(row[0], 16));
            assertThat(CanonicalJson.number(value)).as(row[0]).isEqualTo(row[1]);
        }
    }

    @Test
    void numbersReadBackAsTheSameDoubleAndOneDigitIsNeverGivenAsTwo() {
        Random random = new Random(8785);
        for (int i = 0; i < 200_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(CanonicalJson.number(value))).isEqualTo(value);
            }
        }
        for (int exponent = -323; exponent <= 308; exponent++) {
            for (int digit = 1; digit <= 9 && Double.isFinite(Double.parseDouble(digit + "e" + exponent)); digit++) {
                String text = CanonicalJson.number(Double.parseDouble(digit + "e" + exponent));
                long significant = text.replaceFirst("e.*", "")
                        .chars()
                        .filter(c -> c >= '1' && c <= '9')
                        .count();
                assertThat(significant).as(text).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "0.1000000000000000000001",
                "1e400",
                "-1e-400",
                "1e-2147483649",
                "123456789.123456789"
            })
    void numbersThatADoubleCannotHoldAreRefusedRatherThanRounded(String number) {
        assertThatThrownBy(() -> canonical("[" + number + "]")).isInstanceOf(ProofFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1.10,1.1]",
                "[9007199254740992,9007199254740992]",
                "[-0.0e5,0]",
                "[1E2,100]",
                "[0.0000001,1e-7]"
            })
    void equalNumbersGetOneText(String pair) {
        JsonValue.Array array = (JsonValue.Array) JsonReader.parse(pair);
        assertThat(CanonicalJson.write(array.values().get(0)))
                .isEqualTo(CanonicalJson.write(array.values().get(1)));
    }

    @Test
    void membersAreSortedByUtf16UnitsAndEscapesAreMinimal() {
        assertThat(canonical(
                        "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\":7}"))
                .isEqualTo("{\"\":7,\"\\r\":2,\"1\":4,\"\u0080\":6,\"€\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
        assertThat(canonical("\"\\u000F\\u0008\\u0009\\u000a\\u000c\\u000d\\u0022\\u005c\\/\\u0041\\u007f\\u2028\""))
                .isEqualTo("\"\\u000f\\b\\t\\n\\f\\r\\\"\\\\/A\u007f\u2028\"");
        assertThat(canonical("[ ]")).isEqualTo("[]");
    }

    @Test
    void normalisationFormsStayApart() {
        assertThat(canonical("\"A\\u030a\"")).isEqualTo("\"A\u030a\"").isNotEqualTo(canonical("\"\\u00c5\""));
    }

    @Test
    void loneSurrogatesAreRefusedInValuesNotReadFromText() {
        for (String lone : new String[] {"\ud800", "\udc00", "a\ud800b", "\udc00\ud800"}) {
            assertThatThrownBy(() -> CanonicalJson.write(JsonValue.of(lone))).isInstanceOf(ProofFormatException.class);
            JsonValue name = JsonValue.Obj.builder().add(lone, 1).build();
            assertThatThrownBy(() -> CanonicalJson.write(name)).isInstanceOf(ProofFormatException.class);
        }
    }

    static Stream<Arguments> documents() {
        Stream<Arguments> own = Stream.of(
                Arguments.of(
                        "nested",
                        "{\"b\":[{\"z\":1, \"y\" : [ ]},null],\"a\":true}",
                        "{\"a\":true,\"b\":[{\"y\":[],\"z\":1},null]}"),
                Arguments.of("rounded", "[333333333.33333329,1E30,2e-3]", "[333333333.3333333,1e+30,0.002]"));
        Stream<Arguments> originals = SharedData.files("data/vectors/jcs/input").stream()
                .map(input -> Arguments.of(
                        input.getFileName().toString(),
                        read(input),
                        read(input.resolveSibling("../output").resolve(input.getFileName()))));
        return Stream.concat(own, originals);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void documentsHaveTheirCanonicalForm(String name, String input, String output) {
        assertThat(new String(CanonicalJson.writeRounding(JsonReader.parse(input)), StandardCharsets.UTF_8))
                .isEqualTo(output.strip());
    }

    private static String canonical(String document) {
        return new String(CanonicalJson.write(JsonReader.parse(document)), StandardCharsets.UTF_8);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
