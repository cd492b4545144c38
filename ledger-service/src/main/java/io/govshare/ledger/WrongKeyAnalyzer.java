package io.govshare.ledger;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Has the end of the start told as what is wrong and what to do, in place of a stack trace. */
final class WrongKeyAnalyzer extends AbstractFailureAnalyzer<WrongKeyException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, WrongKeyException cause) {
        return new FailureAnalysis(cause.getMessage() + '.', cause.remedy(), failure);
    }
}
