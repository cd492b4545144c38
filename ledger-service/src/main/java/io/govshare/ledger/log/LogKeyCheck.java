package io.govshare.ledger.log;

import io.govshare.ledger.StartCheck;
import io.govshare.ledger.WrongKeyException;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.NoteSigner;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.merkle.MerkleHash;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A log goes on under the key and the name of its newest checkpoint only; a new key is kept for a new log only. */
@Component
class LogKeyCheck extends StartCheck {

    private static final String REMEDY =
            "Restore the file that belongs to this database from its backup. Another key means another log, which needs"
                    + " an empty database and a name of its own in govshare.ledger.origin.";

    private final LogKeystore keystore;
    private final NoteSigner signer;
    private final LogProperties properties;
    private final Checkpoints checkpoints;
    private final LogHeads heads;

    LogKeyCheck(
            LogKeystore keystore,
            NoteSigner signer,
            LogProperties properties,
            Checkpoints checkpoints,
            LogHeads heads) {
        this.keystore = keystore;
        this.signer = signer;
        this.properties = properties;
        this.checkpoints = checkpoints;
        this.heads = heads;
    }

    @Override
    protected void check() {
        Optional<SignedCheckpoint> newest = checkpoints.newest();
        requireWhole();
        if (keystore.wasOvertaken()) {
            keystore.keep();
            return;
        }
        long entries = Math.max(
                heads.current().size(), newest.map(SignedCheckpoint::size).orElse(0L));
        String log = "the database holds a log of " + entries + " entries";
        if (keystore.isNew() && (newest.isPresent() || entries > 0)) {
            throw new WrongKeyException("The log's key file " + keystore.file() + " is missing, and " + log, REMEDY);
        }
        newest.ifPresentOrElse(checkpoint -> requireOwn(checkpoint, log), keystore::keep);
    }

    /** A file that somebody put together may hold halves of two keys: nobody could verify what they sign. */
    private void requireWhole() {
        Checkpoint empty = new Checkpoint(properties.origin(), 0, MerkleHash.EMPTY_ROOT);
        if (!SignedNote.sign(empty, signer).verify(signer.verifier())) {
            throw new WrongKeyException(
                    "The private and the public key in " + keystore.file() + " do not belong together", REMEDY);
        }
    }

    private void requireOwn(SignedCheckpoint newest, String log) {
        SignedNote note = SignedNote.parse(newest.note());
        String origin = Checkpoint.parse(note.text()).origin();
        if (!origin.equals(properties.origin())) {
            throw new WrongKeyException(
                    "The log's name is configured to be " + properties.origin() + ", and " + log + " named " + origin,
                    "Set govshare.ledger.origin to " + origin + ". Another name means another log, which needs an empty"
                            + " database and a key of its own.");
        }
        if (!note.verify(signer.verifier())) {
            throw new WrongKeyException(
                    "The key in " + keystore.file() + " is another one than the log's, and " + log, REMEDY);
        }
    }
}
