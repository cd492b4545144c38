package io.govshare.catalog.dcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.govshare.catalog.dataset.FieldProblem;
import io.govshare.catalog.dataset.Sharing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DcatUsReaderUnitTests {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SOUND = """
            {"@type":"dcat:Dataset","identifier":"orders-2016","title":"Orders","description":"What was bought",
             "keyword":["spending"],"modified":"2016-08-15","publisher":{"name":"City"},
             "contactPoint":{"fn":"Desk","hasEmail":"mailto:desk@city.example"},"accessLevel":"public",
             "bureauCode":["015:11"],"programCode":["015:001"],"license":"https://creativecommons.org/licenses/by/4.0/",
             "accrualPeriodicity":"R/P1Y","temporal":"2016-01-01/2016-12-31","landingPage":"https://city.example/orders",
             "distribution":[{"title":"as CSV","downloadURL":"https://city.example/orders.csv","mediaType":"text/csv"}]}""";

    @Test
    void aSoundEntryBecomesADatasetWithoutProblems() throws Exception {
        var entry = read(SOUND);

        assertThat(entry.problems()).isEmpty();
        var dataset = entry.dataset();
        assertThat(dataset.identifier()).isEqualTo("orders-2016");
        assertThat(dataset.publisher()).isEqualTo("City");
        assertThat(dataset.sharing()).isEqualTo(Sharing.OPEN);
        assertThat(dataset.keywords()).containsExactly("spending");
        assertThat(dataset.metadata().at("/distributions/0/downloadUrl").asString())
                .isEqualTo("https://city.example/orders.csv");
        assertThat(dataset.metadata().at("/license").asString()).contains("creativecommons");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(Map.of("modified", "10/03/2014"), "/dataset/0/modified", "ISO 8601"),
                Arguments.of(Map.of("accrualPeriodicity", "Weekly"), "/dataset/0/accrualPeriodicity", "R/P1Y"),
                Arguments.of(Map.of("temporal", "2019-2020, 2020-2021"), "/dataset/0/temporal", "interval"),
                Arguments.of(
                        Map.of("license", "<!DOCTYPE html><html>" + "x".repeat(16_000)), "/dataset/0/license", "URI"),
                Arguments.of(Map.of("landingPage", "javascript:alert(1)"), "/dataset/0/landingPage", "web address"),
                Arguments.of(Map.of("description", "long ".repeat(2_001)), "/dataset/0/description", "10000"),
                Arguments.of(Map.of("keyword", List.of("a", "")), "/dataset/0/keyword/1", "empty"),
                Arguments.of(Map.of("keyword", List.of()), "/dataset/0/keyword", "at least one"),
                Arguments.of(Map.of("bureauCode", List.of("15:11")), "/dataset/0/bureauCode/0", "015:11"),
                Arguments.of(Map.of("rights", "r".repeat(256)), "/dataset/0/rights", "255"),
                Arguments.of(Map.of("accessLevel", "secret"), "/dataset/0/accessLevel", "non-public"),
                Arguments.of(
                        Map.of("contactPoint", Map.of("fn", "Desk")), "/dataset/0/contactPoint/hasEmail", "missing"),
                Arguments.of(Map.of("rights", "half \ud83d pair"), "/dataset/0/rights", "surrogate"),
                Arguments.of(
                        Map.of("distribution", List.of(Map.of("downloadURL", "not a link"))),
                        "/dataset/0/distribution/0/downloadURL",
                        "web address"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultyFieldIsReportedAndLeftOutAndTheRestIsKept(Map<String, Object> change, String pointer, String reason)
            throws Exception {
        var node = (ObjectNode) JSON.readTree(SOUND);
        change.forEach((name, value) -> node.set(name, JSON.valueToTree(value)));

        var entry = read(JSON.writeValueAsString(node));

        assertThat(entry.problems()).anySatisfy(problem -> {
            assertThat(problem.pointer()).isEqualTo(pointer);
            assertThat(problem.reason()).contains(reason).hasSizeLessThan(200);
        });
        assertThat(entry.dataset()).isNotNull();
        assertThat(entry.dataset().metadata().toString()).doesNotContain("DOCTYPE", "javascript", "Weekly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "identifier", "publisher"})
    void withoutWhatNamesItAnEntryIsRejected(String field) throws Exception {
        var node = (ObjectNode) JSON.readTree(SOUND);
        node.remove(field);

        var entry = read(JSON.writeValueAsString(node));

        assertThat(entry.dataset()).isNull();
        assertThat(entry.problems()).contains(new FieldProblem("/dataset/0/" + field, "is missing"));
    }

    @Test
    void aNullDateOfChangeIsAFaultButNoReasonToReject() throws Exception {
        var node = (ObjectNode) JSON.readTree(SOUND);
        node.putNull("modified");

        var entry = read(JSON.writeValueAsString(node));

        assertThat(entry.dataset()).isNotNull();
        assertThat(entry.problems()).containsExactly(new FieldProblem("/dataset/0/modified", "is null, but required"));
    }

    @Test
    void theSecondEntryWithTheSameKeyIsRejected() throws Exception {
        var entries = DcatUsReader.withoutRepetitions(
                new DcatUsReader(10).read(new StringReader("{\"dataset\":[" + SOUND + "," + SOUND + "]}")));

        assertThat(entries.get(0).dataset()).isNotNull();
        assertThat(entries.get(1).dataset()).isNull();
        assertThat(entries.get(1).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("entry 0"));
    }

    static Stream<String> hostile() {
        return Stream.of(
                "",
                "   ",
                "null",
                "[]",
                "{}",
                "{\"dataset\":{}}",
                "{\"dataset\":[",
                "{\"dataset\":[]} {}",
                "{\"dataset\":[],\"dataset\":[]}",
                "{\"dataset\":[{\"title\":\"a\",\"title\":\"b\"}]}",
                "{\"dataset\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
                "{\"dataset\":[" + "1".repeat(1_000) + "]}",
                "{\"dataset\":[NaN]}",
                "{'dataset':[]}",
                "{\"dataset\":[]/**/}",
                "{\"" + "k".repeat(5_000) + "\":1,\"dataset\":[]}",
                "{\"dataset\":[\"" + "s".repeat(1_000_001) + "\"]}",
                "{\"dataset\":[1,2,3,4,5,6,7,8,9,10,11]}",
                "{\"other\":[" + "{},".repeat(500_000) + "{}],\"dataset\":[]}",
                "{\"dataset\":[[" + "{},".repeat(500_000) + "{}]]}",
                "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    @Timeout(10)
    void aHostileBodyIsRefusedAsAWhole(String body) {
        assertThatExceptionOfType(UnreadableCatalogueException.class)
                .isThrownBy(() -> new DcatUsReader(10).read(new StringReader(body)))
                .satisfies(e -> assertThat(e.reason()).isNotBlank().hasSizeLessThan(200));
    }

    @Test
    void entriesThatAreNoObjectsAreRejectedOneByOne() throws Exception {
        var entries = new DcatUsReader(10).read(new StringReader("{\"dataset\":[null,1,\"x\",[]," + SOUND + "]}"));
        assertThat(entries).hasSize(5);
        assertThat(entries.subList(0, 4))
                .allSatisfy(entry -> assertThat(entry.dataset()).isNull());
        assertThat(entries.get(4).dataset()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("badUtf8")
    void bytesThatAreNotUtf8AreRefused(byte[] bytes) {
        assertThatExceptionOfType(UnreadableCatalogueException.class)
                .isThrownBy(() -> CatalogueText.decode(bytes))
                .satisfies(e -> assertThat(e.reason()).contains("UTF-8"));
        var inside = new ByteArrayOutputStream();
        inside.writeBytes("{\"other\":[],\n\"dataset\":[\"".getBytes(StandardCharsets.UTF_8));
        inside.writeBytes(bytes);
        inside.writeBytes("\"]}".getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(UnreadableCatalogueException.class)
                .isThrownBy(() ->
                        new DcatUsReader(10).read(CatalogueText.reader(new ByteArrayInputStream(inside.toByteArray()))))
                .satisfies(e -> assertThat(e.reason()).contains("UTF-8"));
    }

    static Stream<byte[]> badUtf8() {
        return Stream.of(
                new byte[] {'"', (byte) 0xff, '"'},
                new byte[] {(byte) 0xc0, (byte) 0xaf},
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                new byte[] {(byte) 0xe2, (byte) 0x82},
                "{\"dataset\":[]}".getBytes(StandardCharsets.UTF_16));
    }

    @Test
    void aByteOrderMarkIsForgiven() throws Exception {
        assertThat(CatalogueText.decode("\uFEFF{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("{}");
        assertThat(new DcatUsReader(10)
                        .read(CatalogueText.reader(
                                new ByteArrayInputStream("\uFEFF{\"dataset\":[]}".getBytes(StandardCharsets.UTF_8)))))
                .isEmpty();
    }

    private static CatalogueEntry read(String dataset) throws UnreadableCatalogueException {
        var entries = new DcatUsReader(10).read(new StringReader("{\"dataset\":[" + dataset + "]}"));
        assertThat(entries).hasSize(1);
        return entries.getFirst();
    }
}
