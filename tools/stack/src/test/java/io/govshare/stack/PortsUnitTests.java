package io.govshare.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsUnitTests {

    @Test
    void assignmentsChangeOnlyWhatTheyName() {
        Ports ports = Ports.defaults().with("gateway=9080, identity=9081,kafka-controller=9093");

        assertThat(ports.of(Component.GATEWAY)).isEqualTo(9080);
        assertThat(ports.of(Component.IDENTITY)).isEqualTo(9081);
        assertThat(ports.kafkaController()).isEqualTo(9093);
        assertThat(ports.of(Component.CATALOG)).isEqualTo(8082);
    }

    @Test
    void textReadsBackAsTheSamePorts() {
        Ports ports = Ports.free();

        assertThat(Ports.defaults().with(ports.text())).isEqualTo(ports);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gateway|not of the form name=port",
                "gateway=|names no port",
                "gateway=70000|names no port",
                "gateway=0|names no port",
                "gateway=x|names no port",
                "mainframe=9080|no part named 'mainframe'"
            })
    void badAssignmentsAreRefusedInASentence(String assignment, String sentence) {
        assertThatThrownBy(() -> Ports.defaults().with(assignment))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void takenPortIsNamedTogetherWithTheWayOut() throws Exception {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            Ports ports = Ports.free().with("ledger-service=" + other.getLocalPort());

            assertThatThrownBy(() -> ports.requireFree(List.of(Component.LEDGER, Component.AUDIT)))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Port " + other.getLocalPort() + " of ledger-service is taken")
                    .hasMessageContaining("--ports ledger-service=")
                    .hasMessageNotContaining("audit-service");
        }
    }

    @Test
    void portOfAPartThatIsNotWantedMayBeTaken() throws Exception {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            Ports ports = Ports.free().with("ledger-service=" + other.getLocalPort());

            ports.requireFree(List.of(Component.AUDIT));

            assertThat(ports.of(Component.LEDGER)).isEqualTo(other.getLocalPort());
        }
    }

    @Test
    void onePortForTwoPartsIsRefused() {
        Ports ports = Ports.free();
        Ports doubled = ports.with("audit-service=" + ports.of(Component.LEDGER));

        assertThatThrownBy(() -> doubled.requireFree(List.of(Component.LEDGER, Component.AUDIT)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("given to both ledger-service and audit-service");
    }
}
