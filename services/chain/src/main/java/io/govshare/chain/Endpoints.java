package io.govshare.chain;

import io.govshare.chain.EndpointStatus.State;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
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
     * @throws ChainMismatchException when none answers and one of them is not to be believed
     */
    public <T> T first(IntFunction<T> question) {
        @Nullable RuntimeException failure = null;
        @Nullable StateGoneException gone = null;
        for (Endpoint endpoint : usable()) {
            try {
                T answer = question.apply(endpoint.index());
                endpoint.answered();
                return answer;
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

    /** In order of preference; those that lag only when there is nobody else. */
    List<Endpoint> usable() {
        if (isSingle()) {
            return all;
        }
        List<Endpoint> due = due();
        List<Endpoint> upToDate =
                due.stream().filter(endpoint -> !endpoint.isLagging()).toList();
        return upToDate.isEmpty() ? due : upToDate;
    }

    /** All that may be asked now, whether they lag or not. */
    List<Endpoint> due() {
        return all.stream().filter(Endpoint::isDue).toList();
    }

    /** What is wrong with all of them. */
    RuntimeException none() {
        List<String> reasons = new ArrayList<>();
        boolean doubted = false;
        for (EndpointStatus status : statuses()) {
            reasons.add(status.endpoint() + ": " + (status.problem() == null ? "no answer" : status.problem()));
            doubted |= status.state() == State.DOUBTED;
        }
        String message = reasons.stream().collect(Collectors.joining("; ", "no endpoint can be used: ", ""));
        return doubted ? new ChainMismatchException(message) : new ChainUnavailableException(message);
    }
}
