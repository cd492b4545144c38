package io.govshare.stack.part;

import io.govshare.stack.kafka.KafkaBrokerMain;
import io.govshare.stack.process.Launch;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** One Kafka broker that is its own KRaft controller; messages are kept until their topic says otherwise. */
public final class KafkaBroker implements Part {

    public static final String ID = "kafka";

    private static final int PROBE_MILLIS = 2_500;

    private final Folders folders;
    private final int port;
    private final int controllerPort;
    private final boolean throughput;

    public KafkaBroker(Folders folders, int port, int controllerPort, boolean throughput) {
        this.folders = folders;
        this.port = port;
        this.controllerPort = controllerPort;
        this.throughput = throughput;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public void prepare(Consumer<String> doing) throws IOException {
        Folders.createPrivate(folders.data(ID));
        Folders.createEmpty(folders.temporary(ID));
        Properties properties = new Properties();
        properties.putAll(settings());
        Folders.createPrivate(folders.run());
        try (var out = Files.newOutputStream(settingsFile())) {
            properties.store(out, null);
        }
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", folders.data(ID).toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                // A consumer that was away for a month must find everything it missed.
                Map.entry("log.retention.ms", "-1"),
                // The default of 128 MB would be half of this heap.
                Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("controlled.shutdown.enable", "false"));
    }

    @Override
    public Launch launch() throws IOException {
        List<String> command = List.of(
                Java.command(),
                throughput ? "-Xmx512m" : "-Xmx256m",
                throughput ? "-XX:+UseParallelGC" : "-XX:+UseSerialGC",
                throughput ? "-XX:+TieredCompilation" : "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.io.tmpdir=" + folders.temporary(ID),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.server=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS",
                "-cp",
                folders.stackTarget().resolve("lib") + "/*:" + ownCode(),
                KafkaBrokerMain.class.getName(),
                settingsFile().toString());
        return new Launch(command, Map.of(), folders.data(ID), folders.log(ID));
    }

    @Override
    public Optional<String> waitingFor() {
        if (!Listening.on(port)) {
            return Optional.of("its port");
        }
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", "127.0.0.1:" + port,
                "request.timeout.ms", Integer.toString(PROBE_MILLIS),
                "default.api.timeout.ms", Integer.toString(PROBE_MILLIS)))) {
            boolean joined = !admin.describeCluster()
                    .nodes()
                    .get(PROBE_MILLIS, TimeUnit.MILLISECONDS)
                    .isEmpty();
            return joined ? Optional.empty() : Optional.of("the broker to join its cluster");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the broker to answer");
        } catch (ExecutionException | TimeoutException | KafkaException notYet) {
            return Optional.of("the broker to answer");
        }
    }

    private Path settingsFile() {
        return folders.run().resolve("kafka.properties");
    }

    private static Path ownCode() throws IOException {
        try {
            return Path.of(KafkaBrokerMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("cannot find this program's own classes", e);
        }
    }
}
