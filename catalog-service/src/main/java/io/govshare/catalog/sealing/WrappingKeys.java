package io.govshare.catalog.sealing;

import io.govshare.starter.keystore.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys that wrap the keys of records, between these and the key of their agency. Each serves one agency, one instance of
 * the service, a while and a number of records; and lies in a file of its own, wrapped by the agency's key. So that one can
 * be destroyed: what it has wrapped is then closed for ever, in whatever copy of the database.
 *
 * <p>A file is on the disk before its key wraps anything. Its name, which is the key's, says whose it is and until when it
 * wraps: {@code epoch.tax.20261123100000000.0f3c22aa}. Files are added and deleted, never changed, so any number of
 * instances may share the folder.
 */
final class WrappingKeys {

    static final String PREFIX = "epoch.";

    private static final String KEY_WRAP = "AES/KW/NoPadding";
    private static final int KEY = 32;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Duration period;
    private final int records;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Current> current = new ConcurrentHashMap<>();
    private final Map<String, SecretKey> opened = new ConcurrentHashMap<>();

    /**
     * @param period for which a key wraps at most
     * @param records that a key wraps at most
     */
    WrappingKeys(Path folder, Duration period, int records, Clock clock) {
        this.folder = folder;
        this.period = period;
        this.records = records;
        this.clock = clock;
    }

    /** The agency's own key, which opens the files. */
    record Above(String agency, String alias, SecretKey key) {}

    /** A key that wraps. */
    private record Current(String alias, SecretKey key, Instant until, AtomicInteger left) {

        boolean take(Instant now) {
            return now.isBefore(until) && left.getAndDecrement() > 0;
        }
    }

    WrappedKey wrap(Above above, SecretKey recordKey) {
        Current key = current(above);
        return new WrappedKey(key.alias(), wrap(key.key(), recordKey));
    }

    /**
     * @param above the agencies' keys, by alias
     * @throws WrappedKeyException when the wrapping key was destroyed, or a key was altered
     */
    SecretKey unwrap(WrappedKey wrapped, Map<String, SecretKey> above) {
        SecretKey key = opened.get(wrapped.wrappingKey());
        if (key == null) {
            key = open(wrapped.wrappingKey(), above);
            opened.put(wrapped.wrappingKey(), key);
        }
        return unwrap(key, wrapped.bytes());
    }

    /** When the key ends to wrap; what it wraps by then may be committed a while later. */
    static Instant wrapsUntil(String alias) {
        String[] parts = alias.split("\\.", -1);
        try {
            return Instant.from(STAMP.parse(parts[parts.length - 2]));
        } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw new WrappedKeyException("no wrapping key is named " + alias, e);
        }
    }

    /** Deletes the key's file; false when it was gone. */
    boolean destroy(String alias) {
        opened.remove(alias);
        try {
            return Files.deleteIfExists(file(alias));
        } catch (IOException e) {
            throw new UncheckedIOException("The wrapping key " + alias + " cannot be destroyed", e);
        }
    }

    /** Drops from memory what another instance has destroyed. */
    void forgetDestroyed() {
        opened.keySet().removeIf(alias -> !Files.exists(file(alias)));
    }

    static byte[] wrap(SecretKey with, SecretKey key) {
        try {
            Cipher cipher = Cipher.getInstance(KEY_WRAP);
            cipher.init(Cipher.WRAP_MODE, with);
            return cipher.wrap(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key cannot be wrapped", e);
        }
    }

    static SecretKey unwrap(SecretKey with, byte[] wrapped) {
        try {
            Cipher cipher = Cipher.getInstance(KEY_WRAP);
            cipher.init(Cipher.UNWRAP_MODE, with);
            return (SecretKey) cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY);
        } catch (GeneralSecurityException e) {
            throw new WrappedKeyException("the wrapped key was altered", e);
        }
    }

    private Current current(Above above) {
        Instant now = clock.instant();
        Current key = current.get(above.agency());
        return key != null && key.take(now) ? key : next(above, now);
    }

    private synchronized Current next(Above above, Instant now) {
        Current key = current.get(above.agency());
        if (key == null || !key.take(now)) {
            key = create(above, now);
            current.put(above.agency(), key);
        }
        return key;
    }

    private Current create(Above above, Instant now) {
        byte[] bytes = new byte[KEY];
        random.nextBytes(bytes);
        SecretKey key = new SecretKeySpec(bytes, "AES");
        byte[] unique = new byte[4];
        random.nextBytes(unique);
        Instant until = now.plus(period);
        String alias = PREFIX
                + above.agency()
                + '.'
                + STAMP.format(until)
                + '.'
                + HexFormat.of().formatHex(unique);
        String content = above.alias() + '\n' + Base64.getEncoder().encodeToString(wrap(above.key(), key)) + '\n';
        try {
            SecretFile.create(file(alias), out -> out.write(content.getBytes(StandardCharsets.US_ASCII)));
            // Of two keys with one name the earlier one's file stands.
            if (!Files.readString(file(alias), StandardCharsets.US_ASCII).equals(content)) {
                throw new IOException("there is another key of this name");
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("No wrapping key could be stored for " + above.agency(), e);
        }
        opened.put(alias, key);
        return new Current(alias, key, until, new AtomicInteger(records - 1));
    }

    private SecretKey open(String alias, Map<String, SecretKey> above) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file(alias), StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            throw new WrappedKeyException("no wrapping key " + alias, e);
        } catch (IOException e) {
            throw new UncheckedIOException("The wrapping key " + alias + " cannot be read", e);
        }
        SecretKey with = lines.size() == 2 ? above.get(lines.getFirst()) : null;
        if (with == null) {
            throw new WrappedKeyException("the file of the wrapping key " + alias + " is of no known agency's key");
        }
        return unwrap(with, decoded(lines.get(1)));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new WrappedKeyException("the wrapping key's file was altered", e);
        }
    }

    // The alias comes from a row of the database, which somebody may have altered.
    private Path file(String alias) {
        Path file = folder.resolve(alias).normalize();
        if (!folder.normalize().equals(file.getParent())) {
            throw new WrappedKeyException("no wrapping key " + alias);
        }
        return file;
    }
}
