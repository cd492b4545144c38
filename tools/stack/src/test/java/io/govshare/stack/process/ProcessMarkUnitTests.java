package io.govshare.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessMarkUnitTests {

    @ParameterizedTest
    @CsvSource({"R, 40, true", "S, 1, true", "D, 1, true", "Z, 2, true", "Z, 1, false", "Z, 0, false", "X, 0, false"})
    void processIsThereUntilItsLastThreadHasEnded(String state, int threads, boolean there) {
        String stat = "23040 (a (b) c) " + state + " 23039 22994 22415 0 -1 4227084 583 0 3 0 0 0 0 0 20 0 " + threads
                + " 0 2448706 0 0 18446744073709551615 0\n";

        assertThat(ProcessMark.startTick(stat).filter("2448706"::equals).isPresent())
                .isEqualTo(there);
    }

    @Test
    void ownProcessIsAliveAndAnotherStartOfItsNumberIsNot() {
        ProcessMark own = ProcessMark.own();

        assertThat(own.alive()).isTrue();
        assertThat(new ProcessMark(own.pid(), own.started() + "0").alive()).isFalse();
    }
}
