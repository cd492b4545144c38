package io.govshare.stack;

import io.govshare.stack.part.Folders;
import io.govshare.stack.part.Part;
import io.govshare.stack.process.ProcessEnd;
import io.govshare.stack.process.ProcessMark;
import io.govshare.stack.process.ProcessTable;
import io.govshare.stack.process.RunningProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A running stack.
 *
 * <p>{@link #up} starts one and owns it: it ends with {@link #close()} or with this JVM, whichever comes first, unless
 * it was started detached. {@link #attach} finds one that is running; closing that leaves it running. Parts may be
 * killed and restarted one by one; calls are safe from several threads, but one part is handled by one thread at a
 * time.
 */
public final class Stack implements AutoCloseable {

    private static final Duration SUPERVISOR_PATIENCE = Duration.ofMinutes(3);

    private final StackOptions options;
    private final StateDirectory state;
    private final Assembly assembly;
    private final Map<Component, Part> parts;
    private final Starter starter;
    private final Progress progress;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final @Nullable FileChannel lock;
    private volatile boolean owned;
    private final Thread hook = Thread.ofPlatform().name("stack-shutdown").unstarted(this::end);

    private Stack(StackOptions options, StateDirectory state, Progress progress, @Nullable FileChannel lock)
            throws IOException, InterruptedException {
        this.options = options;
        this.state = state;
        this.progress = progress;
        this.lock = lock;
        this.owned = lock != null;
        this.assembly = new Assembly(options, Secrets.in(state.path()));
        this.parts = assembly.parts();
        this.starter = new Starter(state, parts, assembly::address, progress);
    }

    /** How one part is doing. */
    public record PartStatus(Component component, Optional<ProcessMark> process, boolean ready, long residentBytes) {}

    /**
     * Starts a stack and returns when every part is ready.
     *
     * @throws StackException when one is running already, a port is taken or a part does not start; nothing that this
     *     call started is running afterwards
     */
    public static Stack up(StackOptions options, Progress progress) {
        StateDirectory state = new StateDirectory(options.state());
        state.create();
        FileChannel lock = state.lock().orElseThrow(() -> alreadyRunning(options.state()));
        boolean started = false;
        try {
            clearTheWay(state, progress);
            if (options.fresh()) {
                state.empty();
            }
            Stack stack = new Stack(options, state, progress, lock);
            options.ports().requireFree(List.copyOf(stack.parts.keySet()));
            stack.startAll();
            started = true;
            return stack;
        } catch (IOException e) {
            throw new StackException("The stack could not be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while starting.", e);
        } finally {
            if (!started || options.detached()) {
                release(lock);
            }
        }
    }

    /**
     * Does beforehand what the first start of a build would have to do once for all stacks of the checkout.
     *
     * @throws StackException when a part's program cannot be put in place
     */
    public static void install(StackOptions options, Progress progress) {
        StateDirectory state = new StateDirectory(options.state());
        state.create();
        ExecutorService installing = Executors.newVirtualThreadPerTaskExecutor();
        Thread hook = Thread.ofPlatform().name("install-end").unstarted(() -> abandon(installing));
        Runtime.getRuntime().addShutdownHook(hook);
        try (installing) {
            Map<Component, Future<?>> installed = new EnumMap<>(Component.class);
            new Assembly(options, Secrets.in(state.path())).parts().forEach((component, part) -> {
                installed.put(component, installing.submit(() -> {
                    long begin = System.nanoTime();
                    part.install(what -> progress.doing(component, what), progress::note);
                    progress.installed(component, Duration.ofNanos(System.nanoTime() - begin));
                    return component;
                }));
            });
            for (Map.Entry<Component, Future<?>> one : installed.entrySet()) {
                try {
                    one.getValue().get();
                } catch (ExecutionException e) {
                    installing.shutdownNow();
                    throw new StackException(one.getKey().title() + " could not be installed: " + e.getCause(), e);
                }
            }
        } catch (IOException e) {
            throw new StackException("Nothing could be installed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while installing.", e);
        } finally {
            unhook(hook);
        }
    }

    // Whoever is interrupted ends the command it has started; a Ctrl-C alone would leave it running.
    private static void abandon(ExecutorService installing) {
        installing.shutdownNow();
        installing.close();
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            Shutdown.joinUninterruptibly(hook);
        }
    }

    /** The stack that runs in a state directory; empty when there is none. */
    public static Optional<Stack> attach(Path stateDirectory, Progress progress) {
        StateDirectory state =
                new StateDirectory(stateDirectory.toAbsolutePath().normalize());
        if (!Shutdown.needed(state)) {
            return Optional.empty();
        }
        return state.remembered().map(running -> {
            try {
                return new Stack(running.options(), state, progress, null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackException("Interrupted.", e);
            }
        });
    }

    /**
     * Ends whatever runs in a state directory, whoever started it.
     *
     * @return whether anything was running
     */
    public static boolean down(Path stateDirectory, Progress progress) {
        StateDirectory state =
                new StateDirectory(stateDirectory.toAbsolutePath().normalize());
        Optional<ProcessMark> supervisor = state.remembered()
                .flatMap(StateDirectory.Running::supervisor)
                .filter(ProcessMark::alive)
                .filter(mark -> mark.pid() != ProcessHandle.current().pid());
        boolean running = supervisor.isPresent() || Shutdown.needed(state);
        supervisor.ifPresent(mark -> {
            progress.note("Asking the process that started the stack (" + mark.pid() + ") to end it.");
            ProcessHandle.of(mark.pid()).ifPresent(ProcessHandle::destroy);
            ProcessEnd.await(mark, SUPERVISOR_PATIENCE);
        });
        new Shutdown(state, progress).run();
        return running;
    }

    private static StackException alreadyRunning(Path state) {
        return new StackException("The stack is already running (state in " + state
                + "). See './govshare status'; './govshare down' ends it.");
    }

    // A stack whose supervisor was killed leaves its parts behind; one that was detached is meant to run.
    private static void clearTheWay(StateDirectory state, Progress progress) {
        if (!Shutdown.needed(state)) {
            return;
        }
        boolean detached = state.remembered()
                .filter(running -> running.options().detached())
                .isPresent();
        if (detached) {
            throw alreadyRunning(state.path());
        }
        progress.note("Ending what an earlier run left behind.");
        new Shutdown(state, progress).run();
    }

    private void startAll() {
        Runtime.getRuntime().addShutdownHook(hook);
        state.remember(options);
        try {
            starter.start(parts.keySet());
        } catch (StackException e) {
            close();
            throw e;
        }
        if (options.detached()) {
            owned = false;
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    /** Ends the stack if this object started it and it is not detached. */
    @Override
    public void close() {
        if (!owned) {
            return;
        }
        unhook(hook);
        end();
    }

    private void end() {
        if (closed.compareAndSet(false, true)) {
            starter.close();
            new Shutdown(state, progress).run();
            if (lock != null) {
                release(lock);
            }
        }
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release the lock", e);
        }
    }

    /** Kills a part as a power cut would, with everything below it. */
    public void kill(Component component) {
        state.run().read(component.id()).map(RunningProcess::mark).ifPresent(ProcessEnd::kill);
        state.run().remove(component.id());
    }

    /** Ends a part in an orderly way. */
    public void stop(Component component) {
        state.run().read(component.id()).ifPresent(ProcessEnd::stop);
        state.run().remove(component.id());
    }

    /** Starts a part again, ending it first if it runs, and returns when it is ready. */
    public void restart(Component component) {
        stop(component);
        starter.start(Set.of(component));
    }

    public boolean running(Component component) {
        return state.run()
                .read(component.id())
                .filter(process -> process.mark().alive())
                .isPresent();
    }

    /** Every part of this stack, asked now. */
    public List<PartStatus> status() {
        return Arrays.stream(Component.values())
                .filter(parts::containsKey)
                .map(component -> {
                    Optional<ProcessMark> mark = state.run()
                            .read(component.id())
                            .map(RunningProcess::mark)
                            .filter(ProcessMark::alive);
                    Part part = parts.get(component);
                    boolean ready = mark.isPresent()
                            && part != null
                            && part.waitingFor().isEmpty();
                    return new PartStatus(
                            component,
                            mark,
                            ready,
                            mark.flatMap(ProcessTable::residentBytes).orElse(0L));
                })
                .toList();
    }

    /** The parts this stack consists of. */
    public Set<Component> components() {
        return parts.keySet();
    }

    public StackOptions options() {
        return options;
    }

    /** Where a part listens; an existing chain's address if the stack uses one. */
    public URI url(Component component) {
        return assembly.url(component);
    }

    /** The form in which a person writes it down: an address for a browser, or host and port. */
    public String address(Component component) {
        return assembly.address(component);
    }

    /** Where everything is asked: the only address a front end needs. */
    public URI gateway() {
        return url(Component.GATEWAY);
    }

    public URI issuer() {
        return assembly.issuer();
    }

    /** The password of every demo login. */
    public String demoPassword() {
        return assembly.demoPassword();
    }

    public String kafkaBootstrapServers() {
        return "127.0.0.1:" + options.ports().of(Component.KAFKA);
    }

    /**
     * A connection to a service's database behind the service's back, with every right: for tests and for showing what
     * tampering leads to.
     */
    public Connection database(Component service) throws SQLException {
        return assembly.postgres().connect(Assembly.database(service));
    }

    public Path log(Component component) {
        return Folders.log(options.state(), component.id());
    }

    /** Where a part keeps its files. */
    public Path data(Component component) {
        return Folders.of(options.home(), options.state()).data(component.id());
    }
}
