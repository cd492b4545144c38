package io.govshare.testkit.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** The broker's process. Formats its storage first if it is new. */
final class KafkaLauncher {

    private static final String CLUSTER = "Z292c2hhcmUtdGVzdC1raXQ";

    private KafkaLauncher() {}

    /** @param args the properties file */
    public static void main(String[] args) throws Exception {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(args[0]))) {
            properties.load(reader);
        }
        if (!Files.exists(Path.of(properties.getProperty("log.dirs")).resolve("meta.properties"))) {
            int status = StorageTool.execute(
                    new String[] {"format", "--cluster-id", CLUSTER, "--config", args[0]}, System.err);
            if (status != 0) {
                System.exit(status);
            }
        }
        Kafka.main(args);
    }
}
