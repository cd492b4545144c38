package io.govshare.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/** What the broker holds of each topic of the services; its own topics are left out. */
final class KafkaTraffic {

    private KafkaTraffic() {}

    /** @param bytes as the broker stores them, with headers and batches' framing */
    record Volume(long messages, long bytes, int partitions) {

        long meanSize() {
            return Math.max(1, bytes / messages);
        }

        private Volume and(Volume other) {
            return new Volume(messages + other.messages, bytes + other.bytes, partitions + other.partitions);
        }
    }

    /** By topic. */
    static Map<String, Volume> of(String bootstrapServers) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Map<TopicPartition, Long> sizes = new HashMap<>();
            var brokers =
                    admin.describeCluster().nodes().get().stream().map(Node::id).toList();
            admin.describeLogDirs(brokers)
                    .allDescriptions()
                    .get()
                    .values()
                    .forEach(broker -> broker.values()
                            .forEach(folder -> folder.replicaInfos()
                                    .forEach((partition, replica) ->
                                            sizes.merge(partition, replica.size(), Math::max))));
            sizes.keySet().removeIf(partition -> partition.topic().startsWith("__"));
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            sizes.keySet().forEach(partition -> ends.put(partition, OffsetSpec.latest()));
            Map<String, Volume> topics = new TreeMap<>();
            admin.listOffsets(ends)
                    .all()
                    .get()
                    .forEach((partition, end) -> topics.merge(
                            partition.topic(),
                            new Volume(end.offset(), sizes.getOrDefault(partition, 0L), 1),
                            Volume::and));
            return topics;
        }
    }

    /** What came to the topics between the two; topics to which nothing came are left out. */
    static Map<String, Volume> between(Map<String, Volume> before, Map<String, Volume> after) {
        Map<String, Volume> came = new TreeMap<>();
        after.forEach((topic, now) -> {
            Volume earlier = before.getOrDefault(topic, new Volume(0, 0, 0));
            if (now.messages() > earlier.messages()) {
                came.put(
                        topic,
                        new Volume(
                                now.messages() - earlier.messages(), now.bytes() - earlier.bytes(), now.partitions()));
            }
        });
        return came;
    }
}
