package io.govshare.catalog.sealing;

import io.govshare.proof.seal.Signer;
import io.govshare.starter.problem.ProblemException;
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
     * Wraps a record's key with the agency's present wrapping key.
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
}
