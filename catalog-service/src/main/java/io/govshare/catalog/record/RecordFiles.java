package io.govshare.catalog.record;

import io.govshare.catalog.dataset.Dataset;
import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonValue;
import io.govshare.starter.ids.UuidV7;
import io.govshare.starter.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Files as records: the field {@code file} holds name, type, size and digest, and is sealed as every field is; the bytes
 * lie encrypted in a folder. The file is in its place, and on the disk with its folder, before the record is committed, so
 * a record never lacks its file, not even after a power cut; a crash between the two leaves a file that nobody can read,
 * for its key was never stored.
 */
@Component
public class RecordFiles {

    /** The one field of a file's record. */
    public static final String FIELD = "file";

    private final FilesProperties properties;
    private final RecordSealer sealer;
    private final RecordVerifier verifier;
    private final RecordPublisher publisher;
    private final TransactionTemplate transactions;
    private final UuidV7 ids;
    private final Clock clock;

    RecordFiles(
            FilesProperties properties,
            RecordSealer sealer,
            RecordVerifier verifier,
            RecordPublisher publisher,
            TransactionTemplate transactions,
            UuidV7 ids,
            Clock clock) {
        this.properties = properties;
        this.sealer = sealer;
        this.verifier = verifier;
        this.publisher = publisher;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    SealedRecord publish(Dataset dataset, FileDescription description, InputStream in, String operator)
            throws IOException {
        UUID record = ids.next();
        SecretKey key = sealer.newKey();
        Path path = path(record, 1);
        Path beside = path.resolveSibling(path.getFileName() + ".new");
        Files.createDirectories(path.getParent());
        try {
            JsonValue.Obj fields = write(description, in, beside, key, record);
            RecordBody.accepted(RecordRules.check(fields, dataset));
            SealedRecord sealed = sealer.seal(
                    dataset,
                    fields,
                    new RecordSealer.Version(
                            record, 1, null, operator, clock.instant().truncatedTo(ChronoUnit.MICROS)),
                    key);
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
            forceFolders(path);
            transactions.executeWithoutResult(_ -> publisher.publishAll(dataset, List.of(sealed), null));
            return sealed;
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** What is wrong with the stored file of a record that is sound otherwise; null when it is what was sealed. */
    public @Nullable String check(StoredRecord record, JsonValue.Obj file) {
        MessageDigest digest = sha256();
        try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            copy(record, sink);
        } catch (NoSuchFileException _) {
            return "the stored file is gone";
        } catch (AlteredFileException _) {
            return "the stored file was altered";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return JsonValue.of(StrictBase64.encodeUrl(digest.digest()))
                        .equals(file.members().get("sha-256"))
                ? null
                : "the stored file is not the one that was sealed";
    }

    /** Writes the file's bytes. {@link #check} has to come before: what is written cannot be taken back. */
    public void copy(StoredRecord record, OutputStream out) throws IOException {
        StoredRecord.Content content = record.content();
        if (content == null) {
            throw new NoSuchFileException("the record was erased");
        }
        try (InputStream in =
                new BufferedInputStream(Files.newInputStream(path(record.record(), record.version())), 1 << 17)) {
            FileCipher.decrypt(in, out, verifier.key(content), record.record(), record.version());
        }
    }

    /** Whether the version has a file. */
    public boolean isThere(UUID record, int version) {
        return Files.exists(path(record, version));
    }

    /** Removes the version's file from the disk, if it is still there. */
    public void delete(UUID record, int version) throws IOException {
        Path file = path(record, version);
        if (Files.deleteIfExists(file)) {
            forceFolders(file);
        }
    }

    private JsonValue.Obj write(FileDescription description, InputStream in, Path path, SecretKey key, UUID record)
            throws IOException {
        long limit = properties.maxSize().toBytes();
        MessageDigest digest = sha256();
        long size;
        try (FileChannel channel = FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 17)) {
            size = FileCipher.encrypt(new Limited(new DigestInputStream(in, digest), limit), out, key, record, 1);
            out.flush();
            channel.force(true);
        } catch (FileTooLargeException e) {
            throw new ProblemException(RecordProblem.TOO_LARGE, "A file has at most " + limit + " bytes").causedBy(e);
        }
        if (size == 0) {
            throw new ProblemException(RecordProblem.INVALID_FILE, "The file is empty", Map.of("field", FIELD));
        }
        return JsonValue.Obj.builder()
                .add(
                        FIELD,
                        JsonValue.Obj.builder()
                                .add("name", description.name())
                                .add("mediaType", description.mediaType())
                                .add("size", size)
                                .add("sha-256", StrictBase64.encodeUrl(digest.digest()))
                                .build())
                .build();
    }

    // A file's name is an entry of its folder, and the folder's one of the folder above.
    private void forceFolders(Path file) throws IOException {
        for (Path folder = file.getParent();
                folder != null && folder.startsWith(properties.path());
                folder = folder.getParent()) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    // UUIDv7 begins with the time; the last two digits are random and spread the files evenly.
    private Path path(UUID record, int version) {
        String name = record.toString();
        return properties.path().resolve(name.substring(name.length() - 2)).resolve(name + '-' + version);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static final class FileTooLargeException extends IOException {

        private static final long serialVersionUID = 1L;
    }

    /** Stops reading behind the limit. */
    private static final class Limited extends FilterInputStream {

        private long left;

        Limited(InputStream in, long limit) {
            super(in);
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int bytes) throws FileTooLargeException {
            left -= bytes;
            if (left < 0) {
                throw new FileTooLargeException();
            }
        }
    }
}
