package io.govshare.testkit.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class InfrastructureChoiceUnitTests {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ContainerEngine NOWHERE = new ContainerEngine("unix:///nowhere/docker.sock", PATIENCE);
    private static final String POSTGRES = "/images/" + ContainerImages.POSTGRES + "/json";
    private static final String KAFKA = "/images/" + ContainerImages.KAFKA + "/json";

    @TempDir
    Path folder;

    /** Answers 200 for what it is told, 404 for the rest. */
    private record Engine(ServerSocketChannel server, Set<String> known) implements AutoCloseable {

        static Engine at(SocketAddress address, String... known) throws IOException {
            ServerSocketChannel server = address instanceof UnixDomainSocketAddress
                    ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                    : ServerSocketChannel.open();
            Engine engine = new Engine(server.bind(address), Set.of(known));
            Thread.ofVirtual().start(engine::serve);
            return engine;
        }

        private void serve() {
            while (server.isOpen()) {
                try (SocketChannel caller = server.accept()) {
                    ByteBuffer request = ByteBuffer.allocate(1000);
                    caller.read(request);
                    String path = new String(request.array(), StandardCharsets.US_ASCII).split(" ", -1)[1];
                    String status = known.contains(path) ? "200 OK" : "404 Not Found";
                    caller.write(
                            ByteBuffer.wrap(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
                } catch (IOException _) {
                    // The caller went away, or the server was closed.
                }
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Test
    void explicitWishNeedsNoEngineAndAsksNone() {
        assertThat(InfrastructureChoice.of("containers", NOWHERE).kind())
                .isEqualTo(InfrastructureChoice.Kind.CONTAINERS);
        assertThat(InfrastructureChoice.of("Local", NOWHERE).kind()).isEqualTo(InfrastructureChoice.Kind.LOCAL);
        assertThatThrownBy(() -> InfrastructureChoice.of("docker", NOWHERE))
                .hasMessageContaining("'docker', not auto, local or containers");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "auto"})
    void withoutEngineServersAreLocal(String setting) {
        assertThat(InfrastructureChoice.of(setting, NOWHERE).told())
                .isEqualTo("Integration tests run on local servers:"
                        + " no container engine answers at unix:///nowhere/docker.sock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh://somebody@host", "npipe:////./pipe/docker_engine", "tcp://127.0.0.1:1", "?? nothing"})
    void engineThatCannotBeAskedIsNone(String address) {
        assertThat(InfrastructureChoice.of(null, new ContainerEngine(address, PATIENCE))
                        .kind())
                .isEqualTo(InfrastructureChoice.Kind.LOCAL);
    }

    @Test
    void engineWithBothImagesGivesContainers() throws IOException {
        Path socket = folder.resolve("docker.sock");
        try (Engine _ = Engine.at(UnixDomainSocketAddress.of(socket), "/_ping", POSTGRES, KAFKA)) {
            ContainerEngine engine = new ContainerEngine("unix://" + socket, PATIENCE);
            assertThat(InfrastructureChoice.of(null, engine).told())
                    .startsWith("Integration tests run on containers: the engine at unix://" + socket);
        }
    }

    @Test
    void imageThatCanBePulledIsAsGoodAsOneThatIsThere() throws IOException {
        SocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Engine server = Engine.at(any, "/_ping", "/distribution/" + ContainerImages.POSTGRES + "/json", KAFKA)) {
            int port = ((InetSocketAddress) server.server().getLocalAddress()).getPort();
            ContainerEngine engine = new ContainerEngine("tcp://127.0.0.1:" + port, PATIENCE);
            assertThat(InfrastructureChoice.of(null, engine).kind()).isEqualTo(InfrastructureChoice.Kind.CONTAINERS);
        }
    }

    @Test
    void engineWithoutTheImagesLeavesServersLocal() throws IOException {
        Path socket = folder.resolve("docker.sock");
        try (Engine _ = Engine.at(UnixDomainSocketAddress.of(socket), "/_ping", POSTGRES)) {
            ContainerEngine engine = new ContainerEngine("unix://" + socket, PATIENCE);
            InfrastructureChoice choice = InfrastructureChoice.of(null, engine);
            assertThat(choice.kind()).isEqualTo(InfrastructureChoice.Kind.LOCAL);
            assertThat(choice.reason()).endsWith("neither has nor can pull the image " + ContainerImages.KAFKA);
        }
    }

    @Test
    void silentEngineIsNotWaitedFor() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ContainerEngine engine =
                    new ContainerEngine("tcp://127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(200));
            assertThat(InfrastructureChoice.of(null, engine).kind()).isEqualTo(InfrastructureChoice.Kind.LOCAL);
        }
    }
}
