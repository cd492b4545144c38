package io.govshare.chain;

import io.govshare.chain.EndpointStatus.State;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The ways to one chain in order of preference, and what is known of each. A question goes to the first that is usable,
 * and on to the next when it fails there; who failed is left alone for a while. A single endpoint is always asked.
 *
 * <p>Thread-safe.
 */
public final class Endpoints {
    /** No answer by then is as good as none. */
    static final Duration LATE = Duration.ofSeconds(2);

    private final List<Endpoint> all;

    /** @param names of the endpoints, fit to be told */
    public Endpoints(List<String> names, InstantSource clock) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a chain is reached by at least one endpoint");
        }
        this.all = IntStream.range(0, names.size())
                .mapToObj(index -> new Endpoint(index, names.get(index), clock))
                .toList();
    }

    public List<EndpointStatus> statuses() {
        return all.stream().map(Endpoint::status).toList();
    }

    public int count() {
        return all.size();
    }

    /**
     * The answer of the first usable endpoint that gives one.
     *
     * @param question asked with the endpoint's number in the order in which they were given
     * @throws ChainUnavailableException when none answers, with each one's reason
     * @throws ChainMismatchException when none of them is to be believed
     */
    public <T> T first(IntFunction<T> question) {
        return ask(endpoint -> {
            T answer = question.apply(endpoint.index());
            endpoint.answered();
            return answer;
        });
    }

    /** The same for a question that a node answers at once, as {@link #inTime}. */
    <T> T firstInTime(IntFunction<T> question) {
        return ask(endpoint -> inTime(endpoint, () -> question.apply(endpoint.index())));
    }

    private <T> T ask(Function<Endpoint, T> question) {
        @Nullable RuntimeException failure = null;
        @Nullable StateGoneException gone = null;
        for (Endpoint endpoint : usable()) {
            try {
                return question.apply(endpoint);
            } catch (StateGoneException e) {
                gone = e;
            } catch (ChainUnavailableException e) {
                endpoint.away(e.getMessage());
                failure = e;
            } catch (ChainMismatchException e) {
                endpoint.doubted(e.getMessage());
                failure = e;
            }
        }
        if (gone != null) {
            throw gone;
        }
        throw failure != null && isSingle() ? failure : none();
    }

    /** The caller knows that this endpoint's answers cannot be. */
    public void doubt(int index, String reason) {
        all.get(index).doubted(reason);
    }

    boolean isSingle() {
        return all.size() == 1;
    }

    List<Endpoint> all() {
        return all;
    }

    Endpoint get(int index) {
        return all.get(index);
    }

    /**
     * In order of preference. Those that failed only when there is nobody else, even when they may be asked again: a
     * look at all heads readmits them, and holds nobody up. Those that lag come last.
     */
    List<Endpoint> usable() {
        if (isSingle()) {
            return all;
        }
        List<Endpoint> sound = all.stream().filter(Endpoint::isSound).toList();
        if (!sound.isEmpty()) {
            return sound;
        }
        List<Endpoint> due = due();
        List<Endpoint> upToDate =
                due.stream().filter(endpoint -> !endpoint.isLagging()).toList();
        return upToDate.isEmpty() ? due : upToDate;
    }

    /** The endpoint's answer. Who answers late is left alone for a moment, where another one is ready. */
    <T> T inTime(Endpoint endpoint, Supplier<T> question) {
        long asked = System.nanoTime();
        T answer = question.get();
        Duration after = Duration.ofNanos(System.nanoTime() - asked);
        if (after.compareTo(LATE) > 0 && all.stream().anyMatch(other -> other != endpoint && other.isReady())) {
            endpoint.away("answered after " + after.toMillis() + " ms");
        } else {
            endpoint.answered();
        }
        return answer;
    }

    /** All that may be asked now, whether they lag or not. */
    List<Endpoint> due() {
        return all.stream().filter(Endpoint::isDue).toList();
    }

    /** What is wrong with all of them. */
    RuntimeException none() {
        List<String> reasons = new ArrayList<>();
        boolean doubted = true;
        for (EndpointStatus status : statuses()) {
            reasons.add(status.endpoint() + ": " + (status.problem() == null ? "no answer" : status.problem()));
            doubted &= status.state() == State.DOUBTED;
        }
        String message = reasons.stream().collect(Collectors.joining("; ", "no endpoint can be used: ", ""));
        return doubted ? new ChainMismatchException(message) : new ChainUnavailableException(message);
    }
}
