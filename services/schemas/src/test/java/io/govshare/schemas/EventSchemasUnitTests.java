package io.govshare.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class EventSchemasUnitTests {

    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Map<String, Class<?>> EVENTS = Map.of(
            "agency-changed", AgencyChanged.class,
            "statements-sealed", StatementsSealed.class,
            "receipts-issued", ReceiptsIssued.class,
            "dataset-changed", DatasetChanged.class,
            "corruption-found", CorruptionFound.class);

    /** Released versions never change: a changed hash means that a new version is due. */
    private static final Map<String, String> RELEASED = Map.of(
            "agency-changed", "f0008cd4153ffb0e",
            "statements-sealed", "846e4058e7f06246",
            "receipts-issued", "749c7f9603840942",
            "dataset-changed", "438c9152eb06bbdd",
            "corruption-found", "a2f9004f1e9a21ba");

    record Sample(String event, Path file) {
        @Override
        public String toString() {
            return event + "/" + file.getFileName();
        }
    }

    static Stream<Sample> valid() {
        return samples("valid");
    }

    static Stream<Sample> invalid() {
        return samples("invalid");
    }

    private static Stream<Sample> samples(String kind) {
        return EVENTS.keySet().stream().sorted().flatMap(event -> {
            try (Stream<Path> files = Files.list(SCHEMAS.resolve(event + "/v1/samples/" + kind))) {
                List<Path> found = files.sorted().toList();
                assertThat(found).as("%s samples of %s", kind, event).isNotEmpty();
                return found.stream().map(file -> new Sample(event, file));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("valid")
    void validSampleFitsItsSchemaAndSurvivesTheRecord(Sample sample) throws IOException {
        byte[] json = Files.readAllBytes(sample.file());
        assertThat(errors(sample)).isEmpty();

        byte[] again = EventJson.write(EventJson.read(json, EVENTS.get(sample.event())));

        assertThat(JSON.readTree(again)).isEqualTo(JSON.readTree(json));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void invalidSampleIsRefusedBySchemaAndRecordAlike(Sample sample) throws IOException {
        byte[] json = Files.readAllBytes(sample.file());
        assertThat(errors(sample)).isNotEmpty();
        assertThatThrownBy(() -> EventJson.read(json, EVENTS.get(sample.event())))
                .isInstanceOf(MalformedEventException.class);
    }

    @Test
    void duplicateKeysAreRefused() {
        byte[] json = """
                {"record":"0192f3c4-7b1e-7c3a-9d2f-1a2b3c4d5e6f","record":"0192f3c4-7b1e-7c3a-9d2f-1a2b3c4d5e60"}""".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> EventJson.read(json, CorruptionFound.class))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("Duplicate");
    }

    @Test
    void oversizedEventIsRefusedBeforeParsing() {
        assertThatThrownBy(() -> EventJson.read(new byte[EventJson.MAX_BYTES + 1], CorruptionFound.class))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("bytes");
    }

    @Test
    void releasedSchemasHaveNotChanged() throws Exception {
        for (String event : EVENTS.keySet()) {
            byte[] schema = Files.readAllBytes(SCHEMAS.resolve(event + "/v1/schema.json"));
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(schema))
                    .substring(0, 16);
            assertThat(hash).as(event).isEqualTo(RELEASED.get(event));
        }
    }

    private static List<com.networknt.schema.Error> errors(Sample sample) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMAS.resolve(sample.event() + "/v1/schema.json")), InputFormat.JSON);
        return schema.validate(
                Files.readString(sample.file()),
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }
}
