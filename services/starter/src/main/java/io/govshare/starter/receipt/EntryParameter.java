package io.govshare.starter.receipt;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.merkle.Hash;
import io.govshare.starter.problem.CommonProblem;
import io.govshare.starter.problem.ProblemException;
import java.util.Map;

/** The parameter {@code entry} of a request: the hash by which the log knows a statement. */
public final class EntryParameter {

    private EntryParameter() {}

    /** @throws ProblemException {@link CommonProblem#INVALID_PARAMETER} naming it, unless it is a hash in base64url */
    public static Hash parse(String entry) {
        try {
            return Hash.fromBase64Url(entry);
        } catch (ProofFormatException e) {
            throw new ProblemException(
                            CommonProblem.INVALID_PARAMETER,
                            "An entry is a SHA-256 in base64url without padding: " + e.getMessage() + ".",
                            Map.of("parameter", "entry"))
                    .causedBy(e);
        }
    }
}
