package io.govshare.stack.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierBuildsUnitTests {

    private static final Duration LONG_AGO = Duration.ofHours(25);

    @TempDir
    Path services;

    @Test
    void buildsThatNoStartHasUsedForADayAreRemoved() throws Exception {
        Path old = program("ledger-service-0123456789ab", LONG_AGO);
        Path lock = file("ledger-service-0123456789ab.lock", LONG_AGO);
        Path interrupted = program("ledger-service-ba9876543210.part", LONG_AGO);
        Path recent = program("ledger-service-aaaaaaaaaaaa", Duration.ofHours(23));
        Path current = program("ledger-service-bbbbbbbbbbbb", LONG_AGO);
        Path currentLock = file("ledger-service-bbbbbbbbbbbb.lock", LONG_AGO);
        Path other = program("audit-service-0123456789ab", LONG_AGO);
        Path stranger = program("ledger-service-notes", LONG_AGO);

        EarlierBuilds.remove(current);

        assertThat(services)
                .isDirectoryNotContaining(
                        entry -> entry.equals(old) || entry.equals(lock) || entry.equals(interrupted));
        assertThat(recent).exists();
        assertThat(currentLock).exists();
        assertThat(other).exists();
        assertThat(stranger).exists();
        assertThat(current).isNotEmptyDirectory();
    }

    @Test
    void startKeepsItsBuildForAnotherDay() throws Exception {
        Path first = program("gateway-0123456789ab", LONG_AGO);
        Path second = program("gateway-bbbbbbbbbbbb", LONG_AGO);

        EarlierBuilds.remove(first);
        assertThat(second).doesNotExist();

        Path third = program("gateway-cccccccccccc", Duration.ZERO);
        EarlierBuilds.remove(third);
        assertThat(first).exists();
    }

    private Path program(String name, Duration age) throws IOException {
        Path program = Files.createDirectories(services.resolve(name));
        Files.writeString(Files.createDirectories(program.resolve("lib")).resolve("a.jar"), "a");
        return aged(program, age);
    }

    private Path file(String name, Duration age) throws IOException {
        return aged(Files.createFile(services.resolve(name)), age);
    }

    private static Path aged(Path path, Duration age) throws IOException {
        return Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(age)));
    }
}
