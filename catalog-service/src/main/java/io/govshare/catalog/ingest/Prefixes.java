package io.govshare.catalog.ingest;

import io.govshare.catalog.sealing.SealingKeys;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Recognises a body that is sent again. A plain hash of it would let a record be guessed that was erased; this one takes a
 * key that is wrapped as the records' keys are, and is destroyed with the first of them.
 */
@Component
class Prefixes {

    private static final String HMAC = "HmacSHA256";
    private static final int KEY = 32;

    private final SealingKeys keys;
    private final SecureRandom random = new SecureRandom();

    Prefixes(SealingKeys keys) {
        this.keys = keys;
    }

    /** Of a body of which nothing was dealt with yet. */
    Prefix none(String agency) {
        byte[] bytes = new byte[KEY];
        random.nextBytes(bytes);
        SecretKey key = new SecretKeySpec(bytes, "AES");
        return new Prefix(mac(key, Body.emptySha256()), keys.wrap(agency, key));
    }

    /** The same intake's, further on. */
    Prefix next(Prefix before, byte[] sha256) {
        return new Prefix(mac(keys.unwrap(before.key()), sha256), before.key());
    }

    boolean matches(Prefix prefix, byte[] sha256) {
        return MessageDigest.isEqual(prefix.mac(), mac(keys.unwrap(prefix.key()), sha256));
    }

    private static byte[] mac(SecretKey key, byte[] sha256) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(sha256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
