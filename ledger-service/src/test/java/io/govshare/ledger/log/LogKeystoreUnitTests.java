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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeystoreUnitTests {

    @TempDir
    private Path directory;

    @Test
    void aKeyThatWasKeptIsFoundAgain() throws Exception {
        Path file = directory.resolve("deeper").resolve("log.p12");

        LogKeystore made = LogKeystore.open(file, "a password");
        assertThat(file.getParent()).doesNotExist();
        made.keep();
        LogKeystore found = LogKeystore.open(file, "a password");

        assertThat(made.isNew()).isTrue();
        assertThat(found.isNew()).isFalse();
        assertThat(found.keys().getPublic()).isEqualTo(made.keys().getPublic());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void bothHalvesBelongTogether() {
        NoteSigner signer = new NoteSigner(
                "example/log", LogKeystore.open(directory.resolve("k"), "x").keys());

        SignedNote note = SignedNote.sign(new Checkpoint("example/log", 0, MerkleHash.EMPTY_ROOT), signer);

        assertThat(note.verify(signer.verifier())).isTrue();
    }

    @Test
    void ofTwoNewKeysTheOneKeptFirstStands() {
        Path file = directory.resolve("log.p12");
        LogKeystore faster = LogKeystore.open(file, "x");
        LogKeystore slower = LogKeystore.open(file, "x");
        faster.keep();

        assertThat(slower.wasOvertaken()).isTrue();
        assertThatThrownBy(slower::keep).hasMessageContaining("start this one again");
        assertThat(LogKeystore.open(file, "x").keys().getPublic())
                .isEqualTo(faster.keys().getPublic());
    }

    @Test
    void aWrongPasswordIsAnErrorThatNamesTheFile() {
        Path file = directory.resolve("log.p12");
        LogKeystore.open(file, "right").keep();

        assertThatThrownBy(() -> LogKeystore.open(file, "wrong")).hasMessageContaining("log.p12");
    }

    @Test
    void aFileThatIsNoKeystoreIsNotReplaced() throws Exception {
        Path file = Files.writeString(directory.resolve("log.p12"), "precious");

        assertThatThrownBy(() -> LogKeystore.open(file, "x")).hasMessageContaining("log.p12");
        assertThat(file).hasContent("precious");
    }
}
