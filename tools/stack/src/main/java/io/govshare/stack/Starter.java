package io.govshare.stack;

import io.govshare.stack.part.Folders;
import io.govshare.stack.part.Part;
import io.govshare.stack.process.Launch;
import io.govshare.stack.process.ProcessMark;
import io.govshare.stack.process.RunningProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Starts parts, each in a thread of its own: prepare, wait for what it needs, launch, record, wait until it is ready.
 *
 * <p>The first failure interrupts all the others. After {@link #close()} no process is launched any more, so whoever
 * closes can end what is recorded and be sure that nothing follows.
 */
final class Starter {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 150;

    private final StateDirectory state;
    private final Map<Component, Part> parts;
    private final Function<Component, String> addresses;
    private final Progress progress;
    private final ReentrantLock launching = new ReentrantLock();
    private final AtomicReference<StackException> failure = new AtomicReference<>();
    private final Map<Component, Thread> threads = new EnumMap<>(Component.class);
    private boolean closed;

    Starter(
            StateDirectory state,
            Map<Component, Part> parts,
            Function<Component, String> addresses,
            Progress progress) {
        this.state = state;
        this.parts = parts;
        this.addresses = addresses;
        this.progress = progress;
    }

    /** Starts these parts and returns when all are ready; parts they need and that are not named must be running. */
    void start(Set<Component> components) {
        failure.set(null);
        Map<Component, CountDownLatch> ready = new EnumMap<>(Component.class);
        components.forEach(component -> ready.put(component, new CountDownLatch(1)));
        List<Thread> started = new ArrayList<>();
        launching.lock();
        try {
            for (Component component : components) {
                Thread thread =
                        Thread.ofVirtual().name("start-" + component.id()).unstarted(() -> startOne(component, ready));
                threads.put(component, thread);
                started.add(thread);
            }
        } finally {
            launching.unlock();
        }
        started.forEach(Thread::start);
        for (Thread thread : started) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                fail(new StackException("Interrupted while starting."));
                Shutdown.joinUninterruptibly(thread);
                Thread.currentThread().interrupt();
            }
        }
        StackException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    /** Lets no further process be launched and waits for the threads that were about to. */
    void close() {
        launching.lock();
        try {
            closed = true;
        } finally {
            launching.unlock();
        }
        interruptAll();
        // Whoever was preparing something, such as a database, ends that first.
        for (Thread thread : threadsSoFar()) {
            try {
                thread.join(CLOSING_PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private List<Thread> threadsSoFar() {
        launching.lock();
        try {
            return List.copyOf(threads.values());
        } finally {
            launching.unlock();
        }
    }

    private void interruptAll() {
        threadsSoFar().forEach(Thread::interrupt);
    }

    private void startOne(Component component, Map<Component, CountDownLatch> ready) {
        Part part = part(component);
        long begin = System.nanoTime();
        try {
            part.install(what -> progress.doing(component, what), progress::note);
            part.prepare(what -> progress.doing(component, what));
            for (String need : part.needs()) {
                CountDownLatch latch = ready.get(Component.named(need));
                if (latch != null && latch.getCount() > 0) {
                    progress.doing(
                            component, "waiting for " + Component.named(need).title());
                    latch.await();
                }
            }
            ProcessMark mark = launch(component, part);
            awaitReady(component, part, mark);
            part.ready(what -> progress.doing(component, what));
            progress.ready(component, addresses.apply(component), Duration.ofNanos(System.nanoTime() - begin));
            CountDownLatch own = ready.get(component);
            if (own != null) {
                own.countDown();
            }
        } catch (InterruptedException e) {
            fail(new StackException("Starting " + component.title() + " was interrupted.", e));
        } catch (StackException e) {
            fail(e);
        } catch (IOException | RuntimeException e) {
            fail(new StackException(component.title() + " could not be started: " + e.getMessage(), e));
        }
    }

    private Part part(Component component) {
        Part part = parts.get(component);
        if (part == null) {
            throw new StackException(component.title() + " is not part of this stack.");
        }
        return part;
    }

    // Under the lock: between a start and its record, nobody may look at the records.
    private ProcessMark launch(Component component, Part part) throws IOException {
        launching.lock();
        try {
            if (closed) {
                throw new StackException("Interrupted while starting.");
            }
            Launch launch = part.launch();
            Process process = launch.start(state.path());
            ProcessMark mark = ProcessMark.of(process.pid())
                    .orElseThrow(() -> new StackException(ended(component, Optional.of(process))));
            state.run().write(new RunningProcess(component.id(), mark, part.signal()));
            progress.doing(component, "starting");
            return mark;
        } finally {
            launching.unlock();
        }
    }

    private void awaitReady(Component component, Part part, ProcessMark mark) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<String> missing = part.waitingFor();
            if (missing.isEmpty()) {
                return;
            }
            progress.doing(component, missing.get());
            if (!mark.alive()) {
                throw new StackException(ended(component, Optional.empty()));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new StackException(component.title() + " was not ready within " + PATIENCE.toSeconds()
                        + " s (waited for: " + missing.get() + ")." + quote(component));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private String ended(Component component, Optional<Process> process) {
        return component.title() + " ended while it was starting"
                + process.map(p -> " (exit status " + (p.isAlive() ? "unknown" : p.exitValue()) + ")")
                        .orElse("")
                + "." + quote(component);
    }

    private String quote(Component component) {
        var log = Folders.log(state.path(), component.id());
        return " From its log (" + log + "):\n" + LogQuote.from(log);
    }

    // The first failure is the cause; what the interrupted ones report afterwards is not.
    private void fail(StackException exception) {
        if (failure.compareAndSet(null, exception)) {
            interruptAll();
        }
    }
}
