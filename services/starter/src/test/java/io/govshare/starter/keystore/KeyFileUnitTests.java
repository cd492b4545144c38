package io.govshare.starter.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.proof.seal.JcaSigner;
import io.govshare.proof.seal.Jws;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileUnitTests {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void keysSurviveClosingAndOpening() throws IOException {
        Path path = folder.resolve("deep").resolve("agencies.p12");
        KeyFile file = KeyFile.open(path, "secret");
        file.addSealKey("exit-entry", NOON);
        file.addSealKey("exit-entry", NOON.plusSeconds(1));
        file.addWrapKey("tax", NOON);

        KeyFile again = KeyFile.open(path, "secret");
        assertThat(again.sealKeys()).extracting(KeyFile.SealKey::agency).containsExactly("exit-entry", "exit-entry");
        assertThat(again.sealKeys()).extracting(KeyFile.SealKey::alias).isSorted();
        assertThat(again.sealKeys().getLast().publicKey())
                .isEqualTo(file.sealKeys().getLast().publicKey());
        assertThat(again.wrapKeys()).singleElement().satisfies(key -> {
            assertThat(key.agency()).isEqualTo("tax");
            assertThat(key.key().getEncoded()).hasSize(32);
            assertThat(key.key()).isEqualTo(file.wrapKeys().getFirst().key());
        });
        KeyFile.SealKey key = again.sealKeys().getFirst();
        Jws jws = Jws.sign(
                "test", "text".getBytes(StandardCharsets.UTF_8), new JcaSigner(key.publicKey(), key.privateKey()));
        assertThat(jws.verify(key.publicKey())).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatCannotBeReadIsNeverReplaced() throws IOException {
        Path path = folder.resolve("agencies.p12");
        KeyFile.open(path, "secret").addWrapKey("tax", NOON);
        byte[] before = Files.readAllBytes(path);
        assertThatThrownBy(() -> KeyFile.open(path, "other")).isInstanceOf(KeyFileException.class);
        assertThatThrownBy(() -> KeyFile.open(path, "")).isInstanceOf(KeyFileException.class);
        assertThat(path).hasBinaryContent(before);
        Files.writeString(path, "garbage");
        assertThatThrownBy(() -> KeyFile.open(path, "secret")).isInstanceOf(KeyFileException.class);
        assertThat(path).hasContent("garbage");
    }
}
