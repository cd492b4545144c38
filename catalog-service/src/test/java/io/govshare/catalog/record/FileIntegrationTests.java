package io.govshare.catalog.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogServiceTest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class FileIntegrationTests extends CatalogServiceTest {

    private static final String NAME = "attachment; filename*=UTF-8''Pl%C3%A4ne.pdf";

    @Autowired
    private FilesProperties files;

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private Answer upload(UUID dataset, byte[] body, String disposition, String type) {
        return send(
                "POST",
                API + "/datasets/" + dataset + "/files",
                publisher("north"),
                BodyPublishers.ofByteArray(body),
                "Content-Disposition",
                disposition,
                "Content-Type",
                type);
    }

    private Path stored(UUID record) throws IOException {
        try (Stream<Path> all = Files.walk(files.path())) {
            return all.filter(path -> path.getFileName().toString().startsWith(record.toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aFileComesBackAsItWas() throws Exception {
        UUID dataset = dataset("north", "open", "{\"type\":\"object\"}");
        for (int size : new int[] {1, FileCipher.SEGMENT - 1, FileCipher.SEGMENT, FileCipher.SEGMENT + 1, 3_000_000}) {
            byte[] body = bytes(size);
            UUID record =
                    upload(dataset, body, NAME, "application/pdf").expect(201).id("record");
            Answer read =
                    get("/records/" + record + "/file", publisher("north")).expect(200);
            assertThat(read.raw().body()).isEqualTo(body);
            assertThat(read.header("Content-Type")).isEqualTo("application/pdf");
            assertThat(read.header("Content-Disposition")).contains("Pl%C3%A4ne.pdf");
            assertThat(Files.readAllBytes(stored(record))).isNotEqualTo(body);
            Answer described = get("/records/" + record, publisher("north")).expect(200);
            assertThat(described
                            .json()
                            .path("fields")
                            .path("file")
                            .path("sha-256")
                            .asString())
                    .isEqualTo(Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(MessageDigest.getInstance("SHA-256").digest(body)));
            assertThat(described.json().path("fields").path("file").path("name").asString())
                    .isEqualTo("Pläne.pdf");
        }
    }

    @Test
    void analteredFileIsRefused() throws IOException {
        UUID dataset = dataset("north", "open", "{\"type\":\"object\"}");
        UUID record = upload(dataset, bytes(200_000), NAME, "application/pdf")
                .expect(201)
                .id("record");
        Path path = stored(record);
        byte[] good = Files.readAllBytes(path);
        byte[] bad = good.clone();
        bad[100_000] ^= 1;
        Files.write(path, bad);
        get("/records/" + record + "/file", publisher("north")).expectProblem(500, "CAT-4008");
        Files.write(path, java.util.Arrays.copyOf(good, 2 * (FileCipher.SEGMENT + 16)));
        get("/records/" + record + "/file", publisher("north")).expectProblem(500, "CAT-4008");
        Files.delete(path);
        get("/records/" + record + "/file", publisher("north")).expectProblem(500, "CAT-4008");
        Files.write(path, good);
        get("/records/" + record + "/file", publisher("north")).expect(200);
    }

    @Test
    void aRecordWithoutAFileHasNone() {
        UUID record = publish(dataset("north", "open"), "north", "{\"name\":\"x\"}");
        assertThat(get("/records/" + record + "/file", publisher("north"))
                        .expectProblem(403, "CAT-4001")
                        .at("reason"))
                .isEqualTo("no-file");
    }

    @Test
    void filesThatCannotBeTakenLeaveNothing() {
        UUID dataset = dataset("north", "open", "{\"type\":\"object\"}");
        upload(dataset, new byte[0], NAME, "application/pdf").expectProblem(400, "CAT-2010");
        upload(dataset, bytes(3), "attachment", "application/pdf").expectProblem(400, "CAT-2010");
        upload(dataset, bytes(3), "attachment; filename=\"../x\"", "application/pdf")
                .expectProblem(400, "CAT-2010");
        upload(dataset, bytes(3), "attachment; filename=\"" + "x".repeat(300) + "\"", "application/pdf")
                .expectProblem(400, "CAT-2010");
        assertThat(upload(dataset, bytes(3), NAME, "*/*").status()).isBetween(400, 415);
        upload(dataset("north", "open"), bytes(3), NAME, "application/pdf").expectProblem(422, "CAT-2003");
        assertThat(count("select count(*) from record_version where dataset = ?", dataset))
                .isZero();
    }
}
