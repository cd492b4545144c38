package io.govshare.stack.part;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Unpacks the programs that Maven brings as archives.
 *
 * <p>A directory appears under its final name only when it is complete, so an interrupted run leaves nothing that a
 * later one would trust. Two runs at once are kept apart by a file lock.
 */
final class Archive {

    private static final int ANY_EXECUTE = 0111;
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");

    /** Something done in a directory before it counts as complete. */
    interface Finish {
        void run(Path directory) throws IOException, InterruptedException;
    }

    private Archive() {}

    static void unpackTarXz(InputStream in, Path into) throws IOException {
        try (ArchiveInputStream<TarArchiveEntry> archive =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in, 1 << 16)))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                Path target = target(entry, into);
                if (entry.isSymbolicLink()) {
                    Files.createDirectories(target.getParent());
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    write(archive, entry, target, (entry.getMode() & ANY_EXECUTE) != 0);
                }
            }
        }
    }

    static void unpackZip(InputStream in, Path into) throws IOException {
        try (ArchiveInputStream<ZipArchiveEntry> archive =
                new ZipArchiveInputStream(new BufferedInputStream(in, 1 << 16))) {
            for (ZipArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                write(archive, entry, target(entry, into), entry.getName().endsWith(".sh"));
            }
        }
    }

    /** Makes a directory once, whoever asks first. */
    static void once(Path directory, Finish make) throws IOException, InterruptedException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent == null) {
            throw new IOException(directory + " has no parent");
        }
        Folders.createPrivate(parent);
        Path lockFile = parent.resolve(directory.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (Files.isDirectory(directory) || !lock.isValid()) {
                return;
            }
            Path side = parent.resolve(directory.getFileName() + ".part");
            Folders.createEmpty(side);
            make.run(side);
            Files.move(side, directory, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void write(InputStream archive, ArchiveEntry entry, Path target, boolean program)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        Files.copy(archive, target);
        if (program) {
            Files.setPosixFilePermissions(target, PROGRAM);
        }
    }

    private static Path target(ArchiveEntry entry, Path into) throws IOException {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("The archive holds a file outside its own folder: " + entry.getName());
        }
        return target;
    }
}
