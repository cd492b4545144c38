package io.govshare.chain;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody is told who names a network that is not there, or not as a whole. */
class BesuNetworkUnitTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void aNodeThatWasNeverStartedIsNamedAndHowToStartIt() {
        BesuFolder network = new BesuFolder(folder);

        assertThatThrownBy(() -> network.signal("CONT", 5))
                .hasMessage("node 5 of " + folder + ", which GOVSHARE_BESU_NETWORK names, has no file 'mark': start it"
                        + " with 'tools/besu/network start " + folder + " 5'");
        assertThatThrownBy(() -> network.address(4)).hasMessageContaining("has no file 'address'");
    }

    @Test
    void aProcessThatIsNotTheNodesIsLeftAlone() throws Exception {
        Files.createDirectory(folder.resolve("3"));
        for (String mark : List.of(ProcessHandle.current().pid() + " 1", "4194305 1", "nonsense", "")) {
            Files.writeString(folder.resolve("3/mark"), mark);

            assertThatThrownBy(() -> new BesuFolder(folder).signal("CONT", 3))
                    .as(mark)
                    .hasMessageContaining("node 3 of " + folder)
                    .hasMessageContaining("does not run");
        }
    }

    @Test
    void nodesThatGiveNoAnswerAreNamedWithTheVariableThatNamesThem() {
        URI nobody = URI.create("http://127.0.0.1:1");

        Assertions.assertTimeoutPreemptively(
                SOON,
                () -> assertThatThrownBy(() -> BesuNetwork.connect(List.of(nobody)))
                        .hasMessageContaining("GOVSHARE_BESU_RPC_URLS names " + nobody + ", which gives no answer")
                        .hasMessageContaining("tools/besu/network start DIR"));
    }
}
