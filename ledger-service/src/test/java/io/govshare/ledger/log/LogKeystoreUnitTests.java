package io.govshare.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.NoteSigner;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.merkle.MerkleHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeystoreUnitTests {

    @TempDir
    private Path directory;

    @Test
    void aKeyThatWasCreatedIsFoundAgain() throws Exception {
        Path file = directory.resolve("deeper").resolve("log.p12");

        KeyPair created = LogKeystore.loadOrCreate(file, "a password");
        KeyPair found = LogKeystore.loadOrCreate(file, "a password");

        assertThat(found.getPublic()).isEqualTo(created.getPublic());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryContaining(file::equals);
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void bothHalvesBelongTogether() {
        NoteSigner signer = new NoteSigner("example/log", LogKeystore.loadOrCreate(directory.resolve("k"), "x"));

        SignedNote note = SignedNote.sign(new Checkpoint("example/log", 0, MerkleHash.EMPTY_ROOT), signer);

        assertThat(note.verify(signer.verifier())).isTrue();
    }

    @Test
    void aWrongPasswordIsAnErrorThatNamesTheFile() {
        Path file = directory.resolve("log.p12");
        LogKeystore.loadOrCreate(file, "right");

        assertThatThrownBy(() -> LogKeystore.loadOrCreate(file, "wrong")).hasMessageContaining("log.p12");
    }

    @Test
    void aFileThatIsNoKeystoreIsNotReplaced() throws Exception {
        Path file = Files.writeString(directory.resolve("log.p12"), "precious");

        assertThatThrownBy(() -> LogKeystore.loadOrCreate(file, "x")).hasMessageContaining("log.p12");
        assertThat(file).hasContent("precious");
    }
}
