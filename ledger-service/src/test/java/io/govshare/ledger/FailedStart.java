package io.govshare.ledger;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Objects;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/** How Spring Boot tells of a start that failed. */
public final class FailedStart {

    // Most of Spring Boot's own want a context.
    private static final FailureHandler PASSED_OVER = FailureHandler.handleMessage((message, failure) -> {});

    private FailedStart() {}

    public static FailureAnalysis of(TestLedger.Builder builder) {
        Throwable failure = catchThrowable(builder::start);
        return SpringFactoriesLoader.forDefaultResourceLocation().load(FailureAnalyzer.class, PASSED_OVER).stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("not explained", failure));
    }
}
