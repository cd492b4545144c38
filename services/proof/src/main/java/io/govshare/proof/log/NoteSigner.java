package io.govshare.proof.log;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs notes with an Ed25519 key. Safe for use by several threads. */
public final class NoteSigner {
    private final NoteKey verifier;
    private final PrivateKey key;

    /** The name should be the log's origin. */
    public NoteSigner(String name, KeyPair keys) {
        this.verifier = NoteKey.of(name, keys.getPublic());
        this.key = keys.getPrivate();
    }

    /** What others need to check this signer's notes. */
    public NoteKey verifier() {
        return verifier;
    }

    byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign a note as " + verifier.name(), e);
        }
    }
}
