package io.govshare.starter.keystore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;

/**
 * A PKCS#12 file of keys to seal and wrap with, made when it is absent. Aliases say what a key is for, whose it is and when it was
 * made: {@code seal.tax.20261122100000000}, {@code wrap.tax.20261122100000000}. Keys are added, never replaced: what an
 * old key has wrapped or sealed stays readable. The file is a {@link SecretFile}: once a key was added, it stays.
 */
public final class KeyFile {

    private static final String SEAL = "seal";
    private static final String WRAP = "wrap";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);

    private final Path path;
    private final char[] password;
    private final KeyStore store;

    private KeyFile(Path path, char[] password, KeyStore store) {
        this.path = path;
        this.password = password;
        this.store = store;
    }

    public record SealKey(String agency, String alias, PrivateKey privateKey, ECPublicKey publicKey) {}

    public record WrapKey(String agency, String alias, SecretKey key) {}

    /** @throws KeyFileException when the file is there but cannot be read, for another must not silently take its place */
    public static KeyFile open(Path path, String password) {
        if (password.isEmpty()) {
            throw new KeyFileException("The password of the key store is empty", null);
        }
        char[] secret = password.toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(path)) {
                store.load(in, secret);
            } catch (NoSuchFileException _) {
                store.load(null, secret);
                KeyFile made = new KeyFile(path, secret, store);
                made.write();
                return made;
            }
            return new KeyFile(path, secret, store);
        } catch (IOException | GeneralSecurityException e) {
            throw new KeyFileException("The key store cannot be opened: " + path, e);
        }
    }

    /** The key pairs, the newest last. */
    public synchronized List<SealKey> sealKeys() {
        try {
            List<SealKey> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (alias.startsWith(SEAL + '.')
                        && store.getKey(alias, password) instanceof PrivateKey key
                        && store.getCertificate(alias).getPublicKey() instanceof ECPublicKey publicKey) {
                    keys.add(new SealKey(agencyOf(alias), alias, key, publicKey));
                }
            }
            keys.sort(Comparator.comparing(SealKey::alias));
            return keys;
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    /** The wrapping keys, the newest last. */
    public synchronized List<WrapKey> wrapKeys() {
        try {
            List<WrapKey> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (alias.startsWith(WRAP + '.') && store.getKey(alias, password) instanceof SecretKey key) {
                    keys.add(new WrapKey(agencyOf(alias), alias, key));
                }
            }
            keys.sort(Comparator.comparing(WrapKey::alias));
            return keys;
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    /** Makes a new key pair for the agency's seals and stores it. */
    public synchronized void addSealKey(String agency, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            X509Certificate certificate = SelfSignedCertificate.of(keys, agency, now);
            store.setKeyEntry(alias(SEAL, agency, now), keys.getPrivate(), password, new Certificate[] {certificate});
            write();
        } catch (IOException | GeneralSecurityException e) {
            throw new KeyFileException("No sealing key could be made for " + agency, e);
        }
    }

    /** Makes a new wrapping key for the agency and stores it. */
    public synchronized void addWrapKey(String agency, Instant now) {
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(256);
            store.setKeyEntry(alias(WRAP, agency, now), generator.generateKey(), password, null);
            write();
        } catch (IOException | GeneralSecurityException e) {
            throw new KeyFileException("No wrapping key could be made for " + agency, e);
        }
    }

    private void write() throws IOException, GeneralSecurityException {
        SecretFile.replace(path, out -> store.store(out, password));
    }

    private static String alias(String purpose, String agency, Instant now) {
        return purpose + '.' + agency + '.' + STAMP.format(now);
    }

    private static String agencyOf(String alias) {
        return alias.substring(alias.indexOf('.') + 1, alias.lastIndexOf('.'));
    }

    private KeyFileException unreadable(GeneralSecurityException e) {
        return new KeyFileException("A key of the key store cannot be read: " + path, e);
    }
}
