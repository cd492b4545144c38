package io.govshare.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryUnitTests {

    @TempDir
    Path parent;

    @Test
    void onlyTheOwnerMayEnter() throws Exception {
        Path state = parent.resolve("state");

        new StateDirectory(state).create();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
    }

    @Test
    void lockIsHeldByOneAtATime() throws Exception {
        StateDirectory directory = new StateDirectory(parent);
        try (var first = directory.lock().orElseThrow()) {
            assertThat(first.isOpen()).isTrue();
            assertThat(directory.lock()).isEmpty();
        }
        try (var second = directory.lock().orElseThrow()) {
            assertThat(second.isOpen()).isTrue();
        }
    }

    @Test
    void optionsOfTheRunningStackAreRemembered() {
        StackOptions options = StackOptions.of(parent)
                .withState(parent)
                .withPorts(Ports.free())
                .withComponents(Set.of(Component.KAFKA, Component.LEDGER))
                .withThroughput(true)
                .withExistingChain(Optional.of(new ChainAddress(
                        URI.create("http://127.0.0.1:9545"), 4711, "qbft", List.of("0x" + "1".repeat(40)))));
        StateDirectory directory = new StateDirectory(parent);

        directory.remember(options);

        StateDirectory.Running remembered = directory.remembered().orElseThrow();
        assertThat(remembered.options()).isEqualTo(options);
        assertThat(remembered.supervisor())
                .hasValueSatisfying(mark ->
                        assertThat(mark.pid()).isEqualTo(ProcessHandle.current().pid()));
    }

    @Test
    void detachedStackHasNoSupervisor() {
        StateDirectory directory = new StateDirectory(parent);

        directory.remember(StackOptions.of(parent).withState(parent).withDetached(true));

        assertThat(directory.remembered().orElseThrow().supervisor()).isEmpty();
        assertThat(directory.remembered().orElseThrow().options().detached()).isTrue();
    }
}
