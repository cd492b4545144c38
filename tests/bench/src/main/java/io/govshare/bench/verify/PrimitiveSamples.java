package io.govshare.bench.verify;

import io.govshare.proof.log.NoteKey;
import io.govshare.proof.log.NoteSigner;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.seal.Jws;
import io.govshare.proof.seal.MemorySigner;
import io.govshare.proof.seal.VerifyingKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Random;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/** Signatures of each kind by new keys, in the forms that GovShare's code and the libraries take. */
record PrimitiveSamples(
        Jws statement,
        VerifyingKey sealKey,
        PublicKey platformSealKey,
        byte[] sealed,
        byte[] seal,
        SignedNote note,
        NoteKey noteKey,
        PublicKey platformNoteKey,
        byte[] noteText,
        byte[] noteSignature,
        byte[] blockHash,
        Sign.SignatureData blockSeal,
        String blockSigner) {

    /** Bytes of a statement. */
    static final int STATEMENT = 1_000;

    static PrimitiveSamples create() {
        try {
            KeyPairGenerator p256 = KeyPairGenerator.getInstance("EC");
            p256.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPairGenerator ed25519 = KeyPairGenerator.getInstance("Ed25519");
            return signed(p256.generateKeyPair(), ed25519.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a Java platform that lacks an algorithm", e);
        }
    }

    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private static PrimitiveSamples signed(KeyPair sealKeys, KeyPair noteKeys) throws GeneralSecurityException {
        Jws statement = Jws.sign("bench", bytes(STATEMENT), new MemorySigner(sealKeys));
        String compact = statement.compact();
        int end = compact.lastIndexOf('.');
        NoteSigner noteSigner = new NoteSigner("bench.example/log", noteKeys);
        String noteText = "bench.example/log\n1000003\n" + Base64.getEncoder().encodeToString(bytes(32)) + "\n";
        byte[] noteBytes = noteText.getBytes(StandardCharsets.UTF_8);
        Signature signing = Signature.getInstance("Ed25519");
        signing.initSign(noteKeys.getPrivate());
        signing.update(noteBytes);
        byte[] blockHash = bytes(32);
        Credentials validator = Credentials.create(Keys.createEcKeyPair());
        return new PrimitiveSamples(
                statement,
                VerifyingKey.of(sealKeys.getPublic()),
                sealKeys.getPublic(),
                compact.substring(0, end).getBytes(StandardCharsets.US_ASCII),
                Base64.getUrlDecoder().decode(compact.substring(end + 1)),
                SignedNote.sign(noteText, noteSigner),
                noteSigner.verifier(),
                noteKeys.getPublic(),
                noteBytes,
                signing.sign(),
                blockHash,
                Sign.signMessage(blockHash, validator.getEcKeyPair(), false),
                validator.getAddress().substring("0x".length()));
    }
}
