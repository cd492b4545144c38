package io.govshare.stack.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** A broker in a JVM of its own; formats its storage the first time. */
public final class KafkaBrokerMain {

    private KafkaBrokerMain() {}

    /** @param args the file of the broker's settings */
    public static void main(String[] args) throws IOException {
        Properties settings = new Properties();
        try (var in = Files.newInputStream(Path.of(args[0]))) {
            settings.load(in);
        }
        if (!Files.exists(Path.of(settings.getProperty("log.dirs"), "meta.properties"))) {
            int status = StorageTool.execute(
                    new String[] {
                        "format",
                        "--config",
                        args[0],
                        "--cluster-id",
                        Uuid.randomUuid().toString()
                    },
                    System.out);
            if (status != 0) {
                throw new IOException("formatting the storage ended with " + status);
            }
        }
        Kafka.main(args);
    }
}
