package io.govshare.starter.security;

import io.govshare.starter.problem.CommonProblem;
import io.govshare.starter.problem.ProblemException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;

/** The operator of the request that this thread works for. */
public final class Operators {

    private Operators() {}

    public static Optional<Operator> find() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof OperatorAuthentication authentication
                ? Optional.of(authentication.getPrincipal())
                : Optional.empty();
    }

    /** @throws ProblemException when nobody is logged in, which only open paths allow */
    public static Operator current() {
        return find().orElseThrow(
                        () -> new ProblemException(CommonProblem.UNAUTHENTICATED, "This path needs an access token"));
    }
}
