package io.govshare.starter.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileUnitTests {

    @TempDir
    private Path folder;

    @Test
    void theFirstFileStands() throws Exception {
        Path file = folder.resolve("deeper").resolve("still").resolve("key");

        SecretFile.create(file, out -> out.write(1));
        SecretFile.create(file, out -> out.write(2));

        assertThat(file).hasBinaryContent(new byte[] {1});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void aFileIsReplacedAsAWholeOrNotAtAll() throws Exception {
        Path file = folder.resolve("key");
        SecretFile.replace(file, out -> out.write(1));
        SecretFile.replace(file, out -> out.write(2));
        assertThat(file).hasBinaryContent(new byte[] {2});

        assertThatThrownBy(() -> SecretFile.replace(file, out -> {
                    out.write(3);
                    throw new IOException("the disk is full");
                }))
                .hasMessage("the disk is full");

        assertThat(file).hasBinaryContent(new byte[] {2});
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
    }
}
