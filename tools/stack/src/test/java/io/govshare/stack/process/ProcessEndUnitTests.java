package io.govshare.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessEndUnitTests {

    @TempDir
    Path state;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatIsLeft() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    private ProcessMark start(String script) throws Exception {
        Path ready = state.resolve("ready");
        Process process = new Launch(
                        // Whoever runs tests in the background hands down an ignored SIGINT, which no shell can trap.
                        List.of(
                                "env",
                                "--default-signal=INT",
                                "sh",
                                "-c",
                                script.replace("READY", ": > '" + ready + "'")),
                        Map.of(),
                        state,
                        state.resolve("process.log"))
                .start(state);
        started.add(process);
        while (script.contains("READY") && !Files.exists(ready)) {
            Thread.sleep(10);
        }
        return ProcessMark.of(process.pid()).orElseThrow();
    }

    private static RunningProcess running(ProcessMark mark, StopSignal signal) {
        return new RunningProcess("probe", mark, signal);
    }

    @Test
    void processThatListensEndsByItself() throws Exception {
        ProcessMark mark = start("exec sleep 60");

        assertThat(ProcessEnd.stop(running(mark, StopSignal.TERM))).isTrue();
        assertThat(mark.alive()).isFalse();
    }

    @Test
    void interruptReachesTheProcess() throws Exception {
        ProcessMark mark = start("trap 'exit 0' INT; READY; while :; do sleep 0.05; done");

        assertThat(ProcessEnd.stop(running(mark, StopSignal.INT))).isTrue();
        assertThat(mark.alive()).isFalse();
    }

    @Test
    void childrenEndWithTheirParent() throws Exception {
        ProcessMark mark = start("sleep 60 & sleep 60 & READY; wait");
        List<ProcessMark> children = mark.descendants();

        ProcessEnd.kill(mark);

        assertThat(children).hasSize(2).noneMatch(ProcessMark::alive);
        assertThat(mark.alive()).isFalse();
    }

    @Test
    void numberThatWasGivenToAnotherProgramIsLeftAlone() throws Exception {
        ProcessMark stranger = start("exec sleep 60");
        ProcessMark stale = new ProcessMark(stranger.pid(), "another boot/12345");

        ProcessEnd.stop(running(stale, StopSignal.TERM));
        ProcessEnd.kill(stale);

        assertThat(stale.alive()).isFalse();
        assertThat(stranger.alive()).isTrue();
    }

    @Test
    void processesAreFoundByTheirStateDirectory() throws Exception {
        ProcessMark mark = start("exec sleep 60");

        assertThat(ProcessTable.startedFor(state)).contains(mark);
        assertThat(ProcessTable.startedFor(state.resolve("other"))).isEmpty();
        assertThat(ProcessTable.residentBytes(mark))
                .hasValueSatisfying(bytes -> assertThat(bytes).isPositive());
    }

    @Test
    void recordReadsBackAsWritten() throws Exception {
        RunDirectory directory = new RunDirectory(state.resolve("run"));
        RunningProcess process = new RunningProcess("ledger-service", ProcessMark.own(), StopSignal.TERM);

        directory.write(process);

        assertThat(directory.read("ledger-service")).contains(process);
        assertThat(directory.all()).containsExactly(process);
        directory.remove("ledger-service");
        assertThat(directory.all()).isEmpty();
    }
}
