package io.govshare.starter.security;

import io.govshare.starter.agency.Agency;
import io.govshare.starter.agency.AgencyDirectory;
import io.govshare.starter.problem.CommonProblem;
import io.govshare.starter.problem.Problem;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * An agency that is not active can do nothing, on any path. Runs once the token is checked; closed when the directory is
 * not there yet.
 */
final class ActiveAgencyFilter extends OncePerRequestFilter {

    private final AgencyDirectory directory;
    private final RefusedRequestListener listener;
    private final ProblemWriter problems;

    ActiveAgencyFilter(AgencyDirectory directory, RefusedRequestListener listener, ProblemWriter problems) {
        this.directory = directory;
        this.listener = listener;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Operator> operator = Operators.find().filter(ActiveAgencyFilter::concernsAnAgency);
        if (operator.isPresent()) {
            try {
                refuseInactive(operator.get(), request);
            } catch (ProblemException e) {
                problems.write(Problem.of(e), request, response);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    /** These roles are exercised for an agency; a token that has lost its agency must not keep them. */
    private static boolean concernsAnAgency(Operator operator) {
        return operator.agency() != null
                || operator.has(Roles.PUBLISHER)
                || operator.has(Roles.CONSUMER)
                || operator.has(Roles.AGENCY_ADMIN);
    }

    private void refuseInactive(Operator operator, HttpServletRequest request) {
        if (!directory.isReady()) {
            throw new ProblemException(CommonProblem.UNAVAILABLE, "The agency directory is being read")
                    .retryAfter(Duration.ofSeconds(2));
        }
        Optional<Agency> agency = operator.agencyCode().flatMap(directory::agency);
        if (agency.isPresent() && agency.get().isActive()) {
            return;
        }
        String reason = agency.map(a -> "agency " + a.status().name().toLowerCase(Locale.ROOT))
                .orElse(operator.agency() == null ? "agency none" : "agency unknown");
        listener.onRefused(operator, request, reason);
        throw new ProblemException(CommonProblem.AGENCY_NOT_ACTIVE, "The operator's agency is not active");
    }
}
