package io.govshare.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.govshare.proof.ProofFormatException;
import io.govshare.proof.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the schema and the reader of a file format owe each other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FileSchemaContractTests {
    private final Path folder;
    private final String sha256;
    private final Function<String, JsonValue> readAndWritten;

    /**
     * @param sha256 of the schema as it was released
     * @param readAndWritten what is written of a text that was read
     */
    FileSchemaContractTests(String format, String sha256, Function<String, JsonValue> readAndWritten) {
        this.folder = Path.of("src/main/resources/schemas", format, "v1");
        this.sha256 = sha256;
        this.readAndWritten = readAndWritten;
    }

    List<Path> valid() throws IOException {
        return samples("valid");
    }

    List<Path> invalid() throws IOException {
        return samples("invalid");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void validSampleFitsTheSchemaAndIsReadAndWrittenTheSame(Path sample) throws IOException {
        String json = Files.readString(sample);
        assertThat(errors(json)).isEmpty();
        assertThat(readAndWritten.apply(json)).hasToString(json.strip());
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void invalidSampleIsRefusedBySchemaAndReaderAlike(Path sample) throws IOException {
        String json = Files.readString(sample);
        assertThat(errors(json)).isNotEmpty();
        assertThatThrownBy(() -> readAndWritten.apply(json)).isInstanceOf(ProofFormatException.class);
    }

    @Test
    void releasedSchemaHasNotChanged() throws IOException, GeneralSecurityException {
        byte[] schema = Files.readAllBytes(folder.resolve("schema.json"));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(schema)))
                .isEqualTo(sha256);
    }

    private List<Path> samples(String kind) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("samples").resolve(kind))) {
            return files.sorted().toList();
        }
    }

    private List<Error> errors(String json) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(folder.resolve("schema.json")), InputFormat.JSON)
                .validate(json, InputFormat.JSON);
    }
}
