package io.govshare.testkit.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Servers as processes of this machine, from Maven artifacts alone. */
final class LocalInfrastructure implements TestInfrastructure {

    // Below the range from which Linux takes the near end of connections, of which parallel tests open many: a server
    // that was killed must find its port free when it starts again.
    private static final int FREE_FROM = 12_000;
    private static final int FREE_TO = 32_000;
    private static final int ATTEMPTS = 200;

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
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FREE_FROM, FREE_TO);
            try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (BindException taken) {
                // the next one, then
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("No port is free between " + FREE_FROM + " and " + FREE_TO);
    }
}
