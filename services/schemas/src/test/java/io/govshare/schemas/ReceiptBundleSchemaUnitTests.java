package io.govshare.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.govshare.proof.ProofFormatException;
import io.govshare.proof.receipt.ReceiptBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReceiptBundleSchemaUnitTests {
    private static final Path FOLDER = Path.of("src/main/resources/schemas/receipt-bundle/v1");

    static List<Path> valid() throws IOException {
        return samples("valid");
    }

    static List<Path> invalid() throws IOException {
        return samples("invalid");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void validSampleFitsTheSchemaAndIsReadAndWrittenTheSame(Path sample) throws IOException {
        String json = Files.readString(sample);
        assertThat(errors(json)).isEmpty();
        assertThat(ReceiptBundle.parse(json).toJson()).hasToString(json.strip());
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void invalidSampleIsRefusedBySchemaAndReaderAlike(Path sample) throws IOException {
        String json = Files.readString(sample);
        assertThat(errors(json)).isNotEmpty();
        assertThatThrownBy(() -> ReceiptBundle.parse(json)).isInstanceOf(ProofFormatException.class);
    }

    @Test
    void releasedSchemaHasNotChanged() throws IOException, GeneralSecurityException {
        byte[] schema = Files.readAllBytes(FOLDER.resolve("schema.json"));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(schema)))
                .isEqualTo("2d4e8635efc0579200fd142402988b0803f5b88ba669fb6a4052c32d7c6d9d32");
    }

    private static List<Path> samples(String kind) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("samples").resolve(kind))) {
            return files.sorted().toList();
        }
    }

    private static List<Error> errors(String json) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(FOLDER.resolve("schema.json")), InputFormat.JSON)
                .validate(json, InputFormat.JSON);
    }
}
