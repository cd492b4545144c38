package io.govshare.testkit.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/** Servers as processes of this machine, from Maven artifacts alone. */
final class LocalInfrastructure implements TestInfrastructure {

    private @Nullable LocalPostgres postgres;
    private @Nullable LocalKafka kafka;

    @Override
    public synchronized PostgresServer postgres() {
        if (postgres == null) {
            postgres = LocalPostgres.launch();
        }
        return postgres;
    }

    @Override
    public synchronized KafkaServer kafka() {
        if (kafka == null) {
            kafka = LocalKafka.launch();
        }
        return kafka;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
