package io.govshare.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.stack.ChainAddress;
import io.govshare.stack.Ports;
import io.govshare.stack.Progress;
import io.govshare.stack.StackException;
import io.govshare.stack.StackOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoUnitTests {

    private static final StackOptions PLAIN = StackOptions.of(Path.of("checkout"));
    private static final ChainAddress CONSORTIUM =
            new ChainAddress(URI.create("http://127.0.0.1:18545"), 20_261, "qbft", List.of("0x" + "ab".repeat(20)));

    @Test
    void storyIsToldOnWhateverRunsUnlessAskedOtherwise() {
        StackOptions elsewhere = PLAIN.withPorts(Ports.defaults().with("gateway=9080"))
                .withExistingChain(Optional.of(CONSORTIUM))
                .withThroughput(true);

        assertThatCode(() -> Demo.requireAsAsked(elsewhere, PLAIN)).doesNotThrowAnyException();
        assertThatCode(() -> Demo.requireAsAsked(elsewhere, elsewhere)).doesNotThrowAnyException();
    }

    @Test
    void storyIsNotToldOnAnotherStackThanAskedFor() {
        StackOptions other = PLAIN.withPorts(Ports.defaults().with("gateway=9080"))
                .withExistingChain(Optional.of(CONSORTIUM))
                .withThroughput(true)
                .withFresh(true);

        assertThatThrownBy(() -> Demo.requireAsAsked(PLAIN, other))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("--fresh, --throughput, --ports, --chain-url")
                .hasMessageContaining("./govshare down");
    }

    @Test
    void dataThatAreNotThereAreNamedBeforeAnythingStarts(@TempDir Path folder) {
        Path absent = folder.resolve("originls");
        DemoOptions options =
                new DemoOptions(PLAIN.withState(folder.resolve("state")), true, Optional.empty(), Optional.of(absent));

        assertThatThrownBy(() -> Demo.run(options, Progress.silent(), System.out))
                .isInstanceOf(StackException.class)
                .hasMessage("There is no directory " + absent + ", which --data names.");
        assertThat(folder).isEmptyDirectory();
    }
}
