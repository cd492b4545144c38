package io.govshare.catalog.subscription;

import io.govshare.starter.problem.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** How many streams are open; and that all of them end when the service does, before the web server waits for them. */
@Component
class OpenStreams implements SmartLifecycle {

    private final EventProperties properties;
    private final Map<String, Integer> byOperator = new HashMap<>();
    private int total;
    private volatile boolean running;

    OpenStreams(EventProperties properties) {
        this.properties = properties;
    }

    /** One more, until closed. */
    interface Permit extends AutoCloseable {

        @Override
        void close();
    }

    /** @throws ProblemException when there are too many */
    synchronized Permit open(String operator) {
        int own = byOperator.getOrDefault(operator, 0);
        if (own >= properties.perOperator() || total >= properties.total()) {
            throw new ProblemException(
                            SubscriptionProblem.TOO_MANY_STREAMS,
                            own >= properties.perOperator()
                                    ? "Close one of your " + own + " streams first"
                                    : "All streams of the service are taken")
                    .retryAfter(Duration.ofSeconds(30));
        }
        byOperator.put(operator, own + 1);
        total++;
        return () -> close(operator);
    }

    private synchronized void close(String operator) {
        byOperator.computeIfPresent(operator, (_, open) -> open > 1 ? open - 1 : null);
        total--;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    // The default phase: stopped before the web server, which waits for open requests.
}
