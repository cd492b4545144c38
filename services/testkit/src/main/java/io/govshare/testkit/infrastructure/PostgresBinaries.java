package io.govshare.testkit.infrastructure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The server's programs, unpacked from their Maven artifact once per machine and user. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    static Path directory() {
        byte[] archive = archive();
        CRC32 crc = new CRC32();
        crc.update(archive);
        Path home = Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("govshare-postgres-" + System.getProperty("user.name") + "-"
                        + Long.toHexString(crc.getValue()));
        try {
            return unpackOnce(archive, home);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be unpacked to " + home, e);
        }
    }

    private static Path unpackOnce(byte[] archive, Path home) throws IOException {
        Path done = home.resolve(".complete");
        Path lockFile = home.resolveSibling(home.getFileName() + ".lock");
        try (FileChannel channel =
                        FileChannel.open(lockFile, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
                FileLock _ = channel.lock()) {
            if (!Files.exists(done)) {
                TestDirectories.delete(home);
                Files.createDirectories(home);
                unpack(archive, home);
                Files.createFile(done);
            }
        }
        return home;
    }

    private static byte[] archive() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String arch = switch (System.getProperty("os.arch")) {
            case "aarch64" -> "arm_64";
            default -> "x86_64";
        };
        String name = "/postgres-" + os + "-" + arch + ".txz";
        try (InputStream in = PostgresBinaries.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("No PostgreSQL for this machine on the class path: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(byte[] archive, Path home) throws IOException {
        try (InputStream in = new ByteArrayInputStream(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = home.resolve(entry.getName()).normalize();
                if (!target.startsWith(home)) {
                    throw new IOException("The archive reaches outside: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(target.getParent());
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(tar, target);
                    Set<PosixFilePermission> permissions =
                            PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--");
                    Files.setPosixFilePermissions(target, permissions);
                }
            }
        }
    }
}
