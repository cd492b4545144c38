package io.govshare.catalog.sealing;

import io.govshare.proof.seal.Signer;
import io.govshare.starter.problem.ProblemException;
import java.time.Instant;
import javax.crypto.SecretKey;

/**
 * The private keys of the agencies that let the platform hold them. Safe for any number of threads; none of the methods
 * uses the network.
 */
public interface SealingKeys {

    /**
     * Signs with the agency's present key: one that the directory of agencies knows and has not revoked.
     *
     * @throws ProblemException ({@link SealingProblem#KEY_NOT_READY}) when there is none yet; passes by waiting
     */
    Signer signer(String agency);

    /**
     * Wraps a record's key with the agency's present wrapping key, which lies outside the database.
     *
     * @throws ProblemException ({@link SealingProblem#KEY_NOT_READY}) when the agency has none yet
     */
    WrappedKey wrap(String agency, SecretKey recordKey);

    /**
     * The record's key again.
     *
     * @throws WrappedKeyException when the wrapping key is not there or the wrapped bytes were altered; waiting does not
     *     help
     */
    SecretKey unwrap(WrappedKey wrapped);

    /**
     * When a wrapping key ends to be used for new records; what it has wrapped by then may be stored a while later.
     *
     * @throws WrappedKeyException when no key can have this name
     */
    Instant wrapsUntil(String wrappingKey);

    /**
     * Destroys a wrapping key, so that nothing opens any more what it has wrapped, wherever that is.
     *
     * @return false when it was destroyed before, or is one that cannot be: an agency's own
     */
    boolean destroy(String wrappingKey);

    /** Drops from memory the wrapping keys that another instance has destroyed. */
    void forgetDestroyed();
}
