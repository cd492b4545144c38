package io.govshare.starter.inbox;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;

/** Starts the consumers last and stops them first. */
final class InboxRunner implements SmartLifecycle {

    private final Supplier<List<InboxConsumer>> create;
    private volatile List<InboxConsumer> consumers = List.of();
    private volatile boolean running;

    InboxRunner(Supplier<List<InboxConsumer>> create) {
        this.create = create;
    }

    List<InboxConsumer> consumers() {
        return consumers;
    }

    @Override
    public synchronized void start() {
        consumers = create.get();
        consumers.forEach(InboxConsumer::start);
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        consumers.forEach(InboxConsumer::stop);
        try {
            for (InboxConsumer consumer : consumers) {
                consumer.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
