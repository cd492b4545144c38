package io.govshare.chain;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The look at the heads of all endpoints: how high the chain is, who lags, and who is back. It holds nobody up for
 * longer than two seconds. Thread-safe.
 */
final class HeadSurvey implements AutoCloseable {
    /** A head further behind than this is no matter of a block that is just spreading. */
    private static final long TOLERANCE = 5;

    private static final Duration PATIENCE = Endpoints.LATE;
    private static final String NO_ANSWER = "no answer within " + PATIENCE.toSeconds() + " s";

    private final Endpoints endpoints;
    private final List<? extends ReadOnlyChain> chains;
    private final ExecutorService probes = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("chain-probe-", 0).factory());

    private volatile long height;

    HeadSurvey(Endpoints endpoints, List<? extends ReadOnlyChain> chains) {
        this.endpoints = endpoints;
        this.chains = chains;
    }

    /** A head and whose word it is. */
    record Told(Endpoint by, ChainHead head) {}

    /** The height of the chain at the last look; 0 before the first. */
    long height() {
        return height;
    }

    /**
     * The head of the first usable endpoint, after a look at all.
     *
     * @throws ChainUnavailableException when none answers
     * @throws ChainMismatchException when none is to be believed
     */
    Told look() {
        synchronized (probes) {
            probeAll();
            compare();
        }
        List<Told> told = endpoints.usable().stream()
                .flatMap(
                        endpoint -> Optional.ofNullable(endpoint.head()).map(head -> new Told(endpoint, head)).stream())
                .toList();
        return told.stream()
                .filter(one -> one.head().number() <= height + TOLERANCE)
                .findFirst()
                .or(() -> told.stream().findFirst())
                .orElseThrow(endpoints::none);
    }

    private void probeAll() {
        Map<Endpoint, Future<?>> asked = new LinkedHashMap<>();
        for (Endpoint endpoint : endpoints.due()) {
            if (endpoint.isProbed()) {
                endpoint.away(NO_ANSWER);
            } else {
                Future<?> probe = probes.submit(() -> probe(endpoint));
                endpoint.probedBy(probe);
                asked.put(endpoint, probe);
            }
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        asked.forEach((endpoint, probe) -> await(endpoint, probe, deadline));
    }

    private void probe(Endpoint endpoint) {
        long asked = System.nanoTime();
        try {
            ChainHead head = chains.get(endpoint.index()).chainHead();
            if (System.nanoTime() - asked > PATIENCE.toNanos()) {
                endpoint.away(NO_ANSWER);
            } else {
                endpoint.sees(head);
            }
        } catch (ChainUnavailableException e) {
            endpoint.away(e.getMessage());
        } catch (ChainMismatchException e) {
            endpoint.doubted(e.getMessage());
        }
    }

    private static void await(Endpoint endpoint, Future<?> probe, long deadline) {
        try {
            probe.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            endpoint.away(NO_ANSWER);
        } catch (ExecutionException e) {
            endpoint.away(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainUnavailableException("interrupted while asking for the chain's head", e);
        }
    }

    private void compare() {
        List<Long> heads = endpoints.due().stream()
                .flatMap(endpoint -> Optional.ofNullable(endpoint.head()).stream())
                .map(ChainHead::number)
                .sorted(Comparator.reverseOrder())
                .toList();
        if (!heads.isEmpty()) {
            // Of three or more, what two claim: a single one may invent a height that nobody reaches.
            long reached = heads.get(heads.size() > 2 ? 1 : 0);
            height = reached;
            endpoints.due().forEach(endpoint -> endpoint.compare(reached, TOLERANCE));
        }
    }

    /** Ends the questions that are under way. */
    @Override
    public void close() {
        probes.shutdownNow();
    }
}
