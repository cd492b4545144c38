package io.govshare.stack;

import io.govshare.stack.process.ProcessEnd;
import io.govshare.stack.process.ProcessMark;
import io.govshare.stack.process.ProcessTable;
import io.govshare.stack.process.RunDirectory;
import io.govshare.stack.process.RunningProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Ends everything that belongs to a state directory, in the reverse of the order in which it started: nobody loses the
 * part it talks to before it has ended itself.
 */
final class Shutdown {

    private static final List<Set<Component>> ORDER = List.of(
            Component.services(),
            Set.of(Component.KAFKA, Component.KEYCLOAK, Component.CHAIN),
            Set.of(Component.POSTGRESQL));

    private static final int SWEEPS = 5;

    private final StateDirectory state;
    private final Progress progress;

    Shutdown(StateDirectory state, Progress progress) {
        this.state = state;
        this.progress = progress;
    }

    void run() {
        RunDirectory records = state.run();
        List<RunningProcess> recorded = records.all();
        for (Set<Component> together : ORDER) {
            inParallel(recorded.stream()
                    .filter(process -> together.stream()
                            .anyMatch(component -> component.id().equals(process.name())))
                    .toList());
        }
        killWhatIsLeft();
        state.forget();
    }

    // More than once: a process may start another in the moment in which it is killed.
    private void killWhatIsLeft() {
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            List<ProcessMark> left = ProcessTable.startedFor(state.path());
            if (left.isEmpty()) {
                return;
            }
            left.forEach(ProcessEnd::kill);
        }
    }

    private void inParallel(List<RunningProcess> processes) {
        List<Thread> threads = new ArrayList<>();
        for (RunningProcess process : processes) {
            threads.add(Thread.ofVirtual().name("stop-" + process.name()).start(() -> stop(process)));
        }
        for (Thread thread : threads) {
            joinUninterruptibly(thread);
        }
    }

    private void stop(RunningProcess process) {
        boolean wasRunning = process.mark().alive();
        ProcessEnd.stop(process);
        state.run().remove(process.name());
        if (wasRunning) {
            progress.stopped(Component.named(process.name()));
        }
    }

    /** Whether anything of this state directory is running. */
    static boolean needed(StateDirectory state) {
        return state.run().all().stream().map(RunningProcess::mark).anyMatch(ProcessMark::alive)
                || !ProcessTable.startedFor(state.path()).isEmpty();
    }

    static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
