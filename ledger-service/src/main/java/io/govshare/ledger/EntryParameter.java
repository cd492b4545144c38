package io.govshare.ledger;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.merkle.Hash;
import io.govshare.starter.problem.ProblemException;
import java.util.Map;

/** An entry as it stands in a request. */
public final class EntryParameter {

    private EntryParameter() {}

    /** Fails with a problem that names the parameter when the text is not 32 bytes in base64url. */
    public static Hash parse(String text) {
        try {
            return Hash.fromBase64Url(text);
        } catch (ProofFormatException e) {
            throw new ProblemException(
                            LedgerProblem.INVALID_PARAMETER,
                            "An entry is a SHA-256 in base64url without padding: " + e.getMessage() + ".",
                            Map.of("parameter", "entry"))
                    .causedBy(e);
        }
    }
}
