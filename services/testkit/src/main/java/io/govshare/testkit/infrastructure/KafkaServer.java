package io.govshare.testkit.infrastructure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** One KRaft broker. Topics are not made by writing to them. */
public interface KafkaServer extends RestartableServer {

    String bootstrapServers();

    /** Makes a topic unless it exists. */
    default void createTopic(String name, int partitions) {
        create(new NewTopic(name, partitions, (short) 1));
    }

    /** Makes a compacted topic of one partition unless it exists. */
    default void createCompactedTopic(String name) {
        create(new NewTopic(name, 1, (short) 1).configs(Map.of("cleanup.policy", "compact")));
    }

    /** Deletes topics, so that the next test class finds them empty once they are made again. */
    default void deleteTopics(String... names) {
        try (Admin admin = admin()) {
            List<String> present = new ArrayList<>(admin.listTopics().names().get());
            present.retainAll(List.of(names));
            admin.deleteTopics(present).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("Topics could not be deleted", e);
        }
    }

    default Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
    }

    private void create(NewTopic topic) {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("Topic " + topic.name() + " could not be made", e);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while making topic " + topic.name(), e);
        }
    }
}
