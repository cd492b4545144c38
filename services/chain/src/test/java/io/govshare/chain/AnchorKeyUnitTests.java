package io.govshare.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnchorKeyUnitTests {
    @TempDir
    Path folder;

    @Test
    void aKeyIsCreatedOnceAndFoundAgain() {
        Path file = folder.resolve("deep/anchor.json");

        AnchorKey created = AnchorKey.loadOrCreate(file, "a password");

        assertThat(AnchorKey.loadOrCreate(file, "a password").address()).isEqualTo(created.address());
        assertThat(created.address()).matches("0x[0-9a-f]{40}");
    }

    @Test
    void onlyItsOwnerReadsTheFileAndNothingElseIsLeftBehind() throws IOException {
        Path file = folder.resolve("anchor.json");

        AnchorKey.loadOrCreate(file, "a password");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void neitherTheFileNorTheTextFormShowsTheSecret() throws IOException {
        Path file = folder.resolve("anchor.json");
        AnchorKey key = AnchorKey.loadOrCreate(file, "a password");
        String secret = key.credentials().getEcKeyPair().getPrivateKey().toString(16);

        assertThat(Files.readString(file)).doesNotContain(secret).doesNotContain("a password");
        assertThat(key.toString()).doesNotContain(secret).contains(key.address());
    }

    @Test
    void aWrongPasswordIsRefusedAndTheFileKept() throws IOException {
        Path file = folder.resolve("anchor.json");
        AnchorKey.loadOrCreate(file, "a password");
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> AnchorKey.loadOrCreate(file, "another"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("anchor.json")
                .hasMessageContaining("password");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aFileThatIsNoKeystoreIsRefusedAndKept() throws IOException {
        Path file = folder.resolve("anchor.json");
        for (String content : List.of("", "{", "[]", "{}", "{\"version\":3}", "null")) {
            Files.writeString(file, content);

            assertThatThrownBy(() -> AnchorKey.loadOrCreate(file, "a password"))
                    .as(content)
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(Files.readString(file)).isEqualTo(content);
        }
    }

    @Test
    void processesThatStartAtOnceEndUpWithOneKey() throws Exception {
        Path file = folder.resolve("anchor.json");
        Set<String> addresses = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<AnchorKey>> starts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                starts.add(threads.submit(() -> AnchorKey.loadOrCreate(file, "a password")));
            }
            for (Future<AnchorKey> start : starts) {
                addresses.add(start.get().address());
            }
        }

        assertThat(addresses).hasSize(1);
    }
}
