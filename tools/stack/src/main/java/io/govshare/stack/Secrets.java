package io.govshare.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * The passwords of one stack: made up on this machine the first time each is asked for, kept in a file that only its
 * owner can read, never printed except the one of the demo logins.
 */
final class Secrets {

    private static final int BYTES = 24;
    // Typed by hand into a browser now and then: no look-alikes.
    private static final String READABLE = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int READABLE_LENGTH = 16;

    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private final Properties values = new Properties();

    private Secrets(Path file) {
        this.file = file;
    }

    static Secrets in(Path state) throws IOException {
        Secrets secrets = new Secrets(state.resolve("secrets.properties"));
        if (Files.exists(secrets.file)) {
            try (var in = Files.newInputStream(secrets.file)) {
                secrets.values.load(in);
            }
        }
        return secrets;
    }

    synchronized String get(String name) {
        return values.getProperty(name) == null ? add(name, password()) : values.getProperty(name);
    }

    synchronized String getReadable(String name) {
        return values.getProperty(name) == null ? add(name, readable()) : values.getProperty(name);
    }

    private String add(String name, String value) {
        values.setProperty(name, value);
        Path side = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(side);
            Files.createFile(side, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var out = Files.newOutputStream(side)) {
                values.store(out, null);
            }
            Files.move(side, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StackException("Cannot write " + file + ": " + e.getMessage(), e);
        }
        return value;
    }

    private String password() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String readable() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < READABLE_LENGTH; i++) {
            text.append(READABLE.charAt(random.nextInt(READABLE.length())));
        }
        return text.toString();
    }
}
