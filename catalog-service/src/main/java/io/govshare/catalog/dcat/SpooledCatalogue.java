package io.govshare.catalog.dcat;

import io.govshare.catalog.dataset.DatasetProblem;
import io.govshare.starter.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A catalogue as it arrived, on disk: what waits for its turn takes no memory, and a slow sender no turn. */
final class SpooledCatalogue implements AutoCloseable {

    private final Path file;

    private SpooledCatalogue(Path file) {
        this.file = file;
    }

    /**
     * Reads the body to its end.
     *
     * @throws ProblemException when it is longer than the limit, in bytes
     * @throws IOException when it cannot be read
     */
    static SpooledCatalogue take(InputStream body, int limit) throws IOException {
        var catalogue = new SpooledCatalogue(Files.createTempFile("govshare-catalogue-", ".spool"));
        boolean whole = false;
        try {
            catalogue.fill(body, limit);
            whole = true;
            return catalogue;
        } finally {
            if (!whole) {
                catalogue.close();
            }
        }
    }

    private void fill(InputStream body, int limit) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                total += count;
                if (total > limit) {
                    throw new ProblemException(
                            DatasetProblem.CATALOGUE_TOO_LARGE,
                            "A catalogue may have at most " + limit + " bytes; send it in parts");
                }
                write(out, buffer, count);
            }
        }
    }

    // A disk that is full is our failure, not the sender's.
    private static void write(OutputStream out, byte[] buffer, int count) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
