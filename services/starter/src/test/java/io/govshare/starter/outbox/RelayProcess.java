package io.govshare.starter.outbox;

import io.govshare.starter.StarterDatabase;
import io.govshare.testkit.infrastructure.TestDatabase;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A relay in a process of its own, to be killed. */
final class RelayProcess {

    private RelayProcess() {}

    static Process start(TestDatabase database, String bootstrapServers) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        RelayProcess.class.getName(),
                        database.url(),
                        database.username(),
                        database.password(),
                        bootstrapServers)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] args) throws Exception {
        // Ends by itself should the test be killed.
        try (StarterDatabase database = new StarterDatabase(new TestDatabase(args[0], args[1], args[2]))) {
            new RelayBench(database, args[3]).relay(20).start();
            TimeUnit.SECONDS.sleep(60);
        }
    }
}
