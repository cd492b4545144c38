package io.govshare.starter.keystore;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/**
 * Files of keys: only their owner may read them, they are whole after a crash, and still there after a power failure
 * once a method here has returned. Folders that are missing are made.
 */
public final class SecretFile {

    private SecretFile() {}

    /** Writes what the file is to hold. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException, GeneralSecurityException;
    }

    /** Never takes the place of a file: of two processes that create it at once, the faster one's stands. */
    public static void create(Path file, Content content) throws IOException, GeneralSecurityException {
        Path whole = beside(file);
        try {
            write(whole, content);
            // A link fails where another process was faster; a move would replace its file.
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            return;
        } finally {
            Files.deleteIfExists(whole);
        }
        forceFolders(file);
    }

    /** Takes the place of the file, if there is one. */
    static void replace(Path file, Content content) throws IOException, GeneralSecurityException {
        Path whole = beside(file);
        try {
            write(whole, content);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
        forceFolders(file);
    }

    private static Path beside(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        return Files.createTempFile(
                folder,
                "." + file.getFileName(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void write(Path file, Content content) throws IOException, GeneralSecurityException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            content.writeTo(out);
            channel.force(true);
        }
    }

    /** A file's name is an entry of its folder, and the folder's one of the folder above. */
    private static void forceFolders(Path file) throws IOException {
        for (Path folder = file.toAbsolutePath().getParent();
                folder != null && Files.isReadable(folder);
                folder = folder.getParent()) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
