package io.govshare.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsUnitTests {

    @TempDir
    Path state;

    @Test
    void secretIsMadeOnceAndReadByItsOwnerOnly() throws Exception {
        String made = Secrets.in(state).get("keystore.ledger");

        assertThat(made).hasSizeGreaterThanOrEqualTo(32);
        assertThat(Secrets.in(state).get("keystore.ledger")).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("secrets.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void everySecretIsAnother() throws Exception {
        Secrets secrets = Secrets.in(state);

        assertThat(secrets.get("database.ledger")).isNotEqualTo(secrets.get("database.audit"));
        assertThat(secrets.getReadable("demo")).matches("[a-z2-9]{16}");
    }
}
