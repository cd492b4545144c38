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

    private LogKeystore() {}

    /**
     * Opens the file, or creates it with a new key. Of two processes that create it at once, both end up with the same
     * key.
     *
     * @throws IllegalArgumentException when the password does not open the file, or it is no such keystore
     */
    static KeyPair loadOrCreate(Path file, String password) {
        try {
            if (Files.notExists(file)) {
                create(file, password.toCharArray());
            }
            return load(file, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("log key " + file + " cannot be opened: " + e.getMessage(), e);
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

    private static void create(Path file, char[] password) throws GeneralSecurityException, IOException {
        KeyPair fresh = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        put(store, PRIVATE, fresh.getPrivate(), password);
        put(store, PUBLIC, fresh.getPublic(), password);
        // Where another process was faster, its file stands and the caller reads its key.
        SecretFile.create(file, out -> store.store(out, password));
    }

    private static void put(KeyStore store, String alias, Key key, char[] password) throws GeneralSecurityException {
        store.setEntry(
                alias,
                new KeyStore.SecretKeyEntry(new SecretKeySpec(key.getEncoded(), ALGORITHM)),
                new KeyStore.PasswordProtection(password));
    }
}
