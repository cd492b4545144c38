package io.govshare.stack.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.govshare.stack.Component;
import io.govshare.stack.Ports;
import io.govshare.stack.process.ProcessEnd;
import io.govshare.stack.process.ProcessMark;
import io.govshare.stack.process.RunningProcess;
import io.govshare.stack.process.StopSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIntegrationTests {

    @TempDir
    Path home;

    @Test
    void rootRunsItAsNobodyWhereNamespacesAreForbidden() throws Exception {
        assumeTrue(
                Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
                "an ordinary user starts the server as itself");
        Path state = Folders.createPrivate(home.resolve(".govshare"));
        PostgresServer server = new PostgresServer(
                Folders.of(home, state),
                Ports.free().of(Component.POSTGRESQL),
                "secret",
                Map.of("ledger", "secret"),
                UnprivilegedAccount.otherUser());

        assertServes(server, state, 65_534);

        // What the first way of running it created, the second takes over: the machine's rules may change in between.
        PostgresServer again = new PostgresServer(
                Folders.of(home, state),
                Ports.free().of(Component.POSTGRESQL),
                "secret",
                Map.of("ledger", "secret"),
                UnprivilegedAccount.find());
        assertServes(again, state, 0);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
    }

    private static void assertServes(PostgresServer server, Path state, int owner) throws Exception {
        server.install(what -> {}, note -> {});
        server.prepare(what -> {});
        Process process = server.launch().start(state);
        ProcessMark mark = ProcessMark.of(process.pid()).orElseThrow();
        try {
            while (server.waitingFor().isPresent()) {
                assertThat(process.isAlive())
                        .as(Files.readString(server.launch().log()))
                        .isTrue();
                Thread.sleep(50);
            }
            server.ready(what -> {});
            try (var connection = server.connect("ledger")) {
                assertThat(connection.isValid(2)).isTrue();
            }
            assertThat(UnprivilegedAccount.owner(Path.of("/proc/" + process.pid())))
                    .isEqualTo(owner);
        } finally {
            ProcessEnd.stop(new RunningProcess("postgresql", mark, StopSignal.INT));
        }
    }
}
