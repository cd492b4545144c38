package io.govshare.verifier;

import io.govshare.proof.ProofFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files that others have written. */
final class InputFile {
    private InputFile() {}

    /** The bytes of a file. The limit is kept while reading, because pipes and devices do not tell their size. */
    static byte[] read(Path file, int maxBytes) {
        if (Files.isDirectory(file)) {
            throw new ProofFormatException("is a folder");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new ProofFormatException("is larger than " + (maxBytes >> 20) + " MiB");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new ProofFormatException("does not exist", e);
        } catch (IOException e) {
            throw new ProofFormatException("cannot be read: " + e.getMessage(), e);
        }
    }
}
