package io.govshare.ledger.log;

import io.govshare.starter.keystore.SecretFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The Ed25519 key of the log, in a PKCS#12 file that only its owner may read. The two halves lie in it as plain encoded
 * keys: a private key entry would need a certificate, and a log's key has none.
 */
final class LogKeystore {

    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "log-private";
    private static final String PUBLIC = "log-public";

    private final Path file;
    private final char[] password;
    private final KeyPair keys;
    private final boolean isNew;

    private LogKeystore(Path file, char[] password, KeyPair keys, boolean isNew) {
        this.file = file;
        this.password = password;
        this.keys = keys;
        this.isNew = isNew;
    }

    /**
     * Opens the file; without one, makes a new key, which nothing but this object knows until it is {@link #keep kept}.
     *
     * @throws IllegalArgumentException when the password does not open the file, or it is no such keystore
     */
    static LogKeystore open(Path file, String password) {
        char[] secret = password.toCharArray();
        try {
            boolean isNew = Files.notExists(file);
            KeyPair keys = isNew ? KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair() : load(file, secret);
            return new LogKeystore(file, secret, keys, isNew);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("log key " + file + " cannot be opened: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("log key " + file, e);
        }
    }

    Path file() {
        return file;
    }

    KeyPair keys() {
        return keys;
    }

    /** Whether there was no file. */
    boolean isNew() {
        return isNew;
    }

    /** Whether another process has kept its key meanwhile. */
    boolean wasOvertaken() {
        return isNew && Files.exists(file);
    }

    /**
     * Writes a new key into its file.
     *
     * @throws IllegalStateException when another process has kept another key there meanwhile, whose file stands
     */
    void keep() {
        if (!isNew) {
            return;
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            put(store, PRIVATE, keys.getPrivate(), password);
            put(store, PUBLIC, keys.getPublic(), password);
            SecretFile.create(file, out -> store.store(out, password));
            if (!load(file, password).getPublic().equals(keys.getPublic())) {
                throw new IllegalStateException(
                        "another process has just made the log key " + file + ": start this one again to use it");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("log key " + file + " cannot be made: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("log key " + file, e);
        }
    }

    private static KeyPair load(Path file, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        Key privateHalf = store.getKey(PRIVATE, password);
        Key publicHalf = store.getKey(PUBLIC, password);
        if (privateHalf == null || publicHalf == null) {
            throw new IllegalArgumentException("log key " + file + " holds no key of a log");
        }
        KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
        return new KeyPair(
                keys.generatePublic(new X509EncodedKeySpec(publicHalf.getEncoded())),
                keys.generatePrivate(new PKCS8EncodedKeySpec(privateHalf.getEncoded())));
    }

    private static void put(KeyStore store, String alias, Key key, char[] password) throws GeneralSecurityException {
        store.setEntry(
                alias,
                new KeyStore.SecretKeyEntry(new SecretKeySpec(key.getEncoded(), ALGORITHM)),
                new KeyStore.PasswordProtection(password));
    }
}
