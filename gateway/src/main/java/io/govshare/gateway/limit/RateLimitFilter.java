package io.govshare.gateway.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.govshare.gateway.problem.GatewayProblem;
import io.govshare.gateway.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * One token bucket per caller, in this process: with several gateways each allows the whole rate. Not a bean, since a
 * servlet filter bean would run outside the security chain, before anybody is known.
 */
public final class RateLimitFilter extends OncePerRequestFilter {

    private final LoadingCache<String, Bucket> buckets;
    private final Function<HttpServletRequest, Optional<String>> caller;
    private final String name;

    private RateLimitFilter(
            String name,
            long perSecond,
            long burst,
            int callers,
            Function<HttpServletRequest, Optional<String>> caller) {
        this.name = name;
        this.caller = caller;
        // A bucket left alone this long is full again, so forgetting it changes nothing.
        Duration refilled = Duration.ofSeconds(Math.ceilDiv(burst, perSecond) + 1);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(callers)
                .expireAfterAccess(refilled)
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .build());
    }

    public static RateLimitFilter perAddress(LimitProperties limits) {
        return new RateLimitFilter(
                "address",
                limits.address().perSecond(),
                limits.address().burst(),
                limits.callers(),
                request -> Optional.of(request.getRemoteAddr()));
    }

    public static RateLimitFilter perOperator(LimitProperties limits) {
        return new RateLimitFilter(
                "operator",
                limits.operator().perSecond(),
                limits.operator().burst(),
                limits.callers(),
                request -> operator());
    }

    private static Optional<String> operator() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null || authentication instanceof AnonymousAuthenticationToken
                ? Optional.empty()
                : Optional.of(authentication.getName());
    }

    @Override
    protected String getFilterName() {
        // Both limits run in one chain; with the class name alone the second would think it had run.
        return RateLimitFilter.class.getName() + "." + name;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> key = caller.apply(request);
        if (key.isPresent()) {
            ConsumptionProbe probe = buckets.get(key.get()).tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                Duration wait =
                        Duration.ofNanos(probe.getNanosToWaitForRefill()).plusMillis(999);
                Problem.of(GatewayProblem.TOO_MANY_REQUESTS, "The limit per %s is reached; wait.".formatted(name), wait)
                        .write(request, response);
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
