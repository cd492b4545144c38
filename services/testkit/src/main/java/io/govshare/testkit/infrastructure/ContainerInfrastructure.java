package io.govshare.testkit.infrastructure;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.PullPolicy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * Servers as containers, by Testcontainers; its settings (TESTCONTAINERS_RYUK_DISABLED, TESTCONTAINERS_HOST_OVERRIDE,
 * DOCKER_HOST) come from the environment. Ports are chosen here rather than by the engine, so that a killed container
 * comes back at the same address.
 */
final class ContainerInfrastructure implements TestInfrastructure {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private @Nullable ContainerPostgres postgres;
    private @Nullable ContainerKafka kafka;

    @Override
    public synchronized PostgresServer postgres() {
        if (postgres == null) {
            postgres = ContainerPostgres.launch();
        }
        return postgres;
    }

    @Override
    public synchronized KafkaServer kafka() {
        if (kafka == null) {
            kafka = ContainerKafka.launch();
        }
        return kafka;
    }

    /** A container with one port at a fixed place of this machine. */
    private static final class Server extends GenericContainer<Server> {

        Server(String image, int hostPort, int containerPort) {
            super(DockerImageName.parse(image));
            withImagePullPolicy(PullPolicy.defaultPolicy());
            withExposedPorts(containerPort);
            withCreateContainerCmdModifier(command -> {
                if (command.getHostConfig() != null) {
                    command.getHostConfig()
                            .withPortBindings(new PortBinding(
                                    Ports.Binding.bindIpAndPort("127.0.0.1", hostPort),
                                    new ExposedPort(containerPort)));
                }
            });
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-" + image));
        }

        void killNow() {
            DockerClientFactory.instance()
                    .client()
                    .killContainerCmd(getContainerId())
                    .exec();
        }

        void startAgain() {
            DockerClientFactory.instance()
                    .client()
                    .startContainerCmd(getContainerId())
                    .exec();
        }

        void pause() {
            DockerClientFactory.instance()
                    .client()
                    .pauseContainerCmd(getContainerId())
                    .exec();
        }

        void unpause() {
            DockerClientFactory.instance()
                    .client()
                    .unpauseContainerCmd(getContainerId())
                    .exec();
        }
    }

    private record ContainerPostgres(Server server, Databases databases) implements PostgresServer {

        static ContainerPostgres launch() {
            int port = LocalInfrastructure.freePort();
            String password = Databases.newPassword();
            Server server = new Server(ContainerImages.POSTGRES, port, 5432)
                    .withEnv("POSTGRES_PASSWORD", password)
                    .withCommand("postgres", "-c", "max_connections=200", "-c", "fsync=on");
            server.start();
            Databases databases = new Databases("127.0.0.1", port, "postgres", password);
            databases.awaitReady(PATIENCE);
            return new ContainerPostgres(server, databases);
        }

        @Override
        public TestDatabase createDatabase(String name) {
            return databases.create(name);
        }

        @Override
        public void kill() {
            server.killNow();
        }

        @Override
        public void start() {
            server.startAgain();
            databases.awaitReady(PATIENCE);
        }

        @Override
        public void freeze() {
            server.pause();
        }

        @Override
        public void thaw() {
            server.unpause();
        }
    }

    private record ContainerKafka(Server server, String bootstrapServers) implements KafkaServer {

        private static final int INNER_PORT = 9092;

        static ContainerKafka launch() {
            int port = LocalInfrastructure.freePort();
            String settings =
                    KafkaSettings.properties("0.0.0.0", INNER_PORT, 9093, port, Path.of(ContainerImages.KAFKA_DATA));
            Server server = new Server(ContainerImages.KAFKA, port, INNER_PORT)
                    .withCopyToContainer(
                            Transferable.of(settings.getBytes(StandardCharsets.UTF_8), 0644),
                            ContainerImages.KAFKA_SETTINGS);
            server.start();
            ContainerKafka kafka = new ContainerKafka(server, "127.0.0.1:" + port);
            LocalKafka.awaitReady(kafka.bootstrapServers(), PATIENCE, () -> true);
            return kafka;
        }

        @Override
        public void kill() {
            server.killNow();
        }

        @Override
        public void start() {
            server.startAgain();
            LocalKafka.awaitReady(bootstrapServers, PATIENCE, () -> true);
        }

        @Override
        public void freeze() {
            server.pause();
        }

        @Override
        public void thaw() {
            server.unpause();
        }
    }
}
