package io.govshare.catalog.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpoolUnitTests {

    private static long named() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("govshare-ingest-"))
                    .count();
        }
    }

    @Test
    void whatIsWrittenIsReadAsOftenAsNeededAndHasNoName() throws IOException {
        byte[] body = new byte[300_000];
        new Random(7).nextBytes(body);
        long before = named();
        try (Spool spool = Spool.open()) {
            try (OutputStream out = spool.write()) {
                out.write(body, 0, 100_000);
                out.write(body, 100_000, 200_000);
            }
            assertThat(named()).isEqualTo(before);
            for (int i = 0; i < 2; i++) {
                try (InputStream in = spool.read()) {
                    assertThat(in.readAllBytes()).isEqualTo(body);
                }
            }
        }
        assertThat(named()).isEqualTo(before);
    }
}
