package io.govshare.starter.agency;

import io.govshare.schemas.AgencyChanged;
import io.govshare.schemas.EventJson;
import io.govshare.schemas.MalformedEventException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The directory as a copy of the compacted topic. Each process reads all of it, from the beginning, without a consumer
 * group. When Kafka goes away the copy stays as it was; what changed meanwhile follows later.
 */
final class KafkaAgencyDirectory implements AgencyDirectory, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(KafkaAgencyDirectory.class);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Supplier<Consumer<byte[], byte[]>> connect;
    private final String topic;

    private volatile Snapshot snapshot = new Snapshot(Map.of(), Map.of());
    private volatile boolean ready;
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private volatile @Nullable Consumer<byte[], byte[]> kafka;

    KafkaAgencyDirectory(Supplier<Consumer<byte[], byte[]>> connect, String topic) {
        this.connect = connect;
        this.topic = topic;
    }

    private record Snapshot(Map<String, Agency> agencies, Map<String, AgencyKey> keys) {

        static Snapshot of(Map<String, Agency> agencies) {
            Map<String, AgencyKey> keys = new HashMap<>();
            agencies.values().forEach(agency -> agency.keys().forEach(key -> keys.put(key.kid(), key)));
            return new Snapshot(Map.copyOf(agencies), Map.copyOf(keys));
        }
    }

    @Override
    public Optional<Agency> agency(String code) {
        return Optional.ofNullable(snapshot.agencies().get(code));
    }

    @Override
    public Optional<AgencyKey> key(String kid) {
        return Optional.ofNullable(snapshot.keys().get(kid));
    }

    @Override
    public Collection<Agency> all() {
        return snapshot.agencies().values().stream()
                .sorted(Comparator.comparing(Agency::code))
                .toList();
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    private void run(CountDownLatch stop) {
        boolean complained = false;
        while (stop.getCount() > 0) {
            try (Consumer<byte[], byte[]> consumer = connect.get()) {
                kafka = consumer;
                follow(consumer, stop);
            } catch (WakeupException e) {
                log.debug("The agency directory stops reading");
            } catch (RuntimeException | Error e) {
                // The boundary of this thread: a directory that stopped following silently would let suspended
                // agencies in.
                if (!complained) {
                    log.warn("The agency directory cannot be read and is tried again", e);
                    complained = true;
                }
                sleep(stop);
            } finally {
                kafka = null;
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer, CountDownLatch stop) {
        List<TopicPartition> partitions = partitions(consumer, stop);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        // The whole topic is read before anything of it shows, also when it is read anew: between two versions of a
        // compacted topic an agency could otherwise vanish for a moment.
        Map<String, Agency> agencies = new HashMap<>();
        boolean complete = false;
        while (stop.getCount() > 0) {
            boolean changed = false;
            ConsumerRecords<byte[], byte[]> messages = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> message : messages) {
                changed |= apply(message, agencies);
            }
            boolean completed = !complete
                    && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            if (completed || (complete && changed)) {
                snapshot = Snapshot.of(agencies);
            }
            if (completed) {
                complete = true;
                ready = true;
                log.info("The agency directory knows {} agencies", agencies.size());
            }
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, CountDownLatch stop) {
        while (stop.getCount() > 0) {
            List<PartitionInfo> found = consumer.partitionsFor(topic);
            if (found != null && !found.isEmpty()) {
                return found.stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
            }
            sleep(stop);
        }
        throw new WakeupException();
    }

    private static boolean apply(ConsumerRecord<byte[], byte[]> message, Map<String, Agency> agencies) {
        try {
            if (message.value() == null) {
                return message.key() != null
                        && agencies.remove(new String(message.key(), StandardCharsets.UTF_8)) != null;
            }
            Agency agency = Agency.of(EventJson.read(message.value(), AgencyChanged.class));
            agencies.put(agency.code(), agency);
            return true;
        } catch (MalformedEventException e) {
            log.error("Message {} of {} is no agency and changes nothing", message.offset(), message.topic(), e);
            return false;
        }
    }

    private static void sleep(CountDownLatch stop) {
        try {
            boolean _ = stop.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    @Override
    public synchronized void start() {
        CountDownLatch stop = new CountDownLatch(1);
        stopped = stop;
        Thread.ofPlatform().name("agency-directory").daemon(true).start(() -> run(stop));
    }

    @Override
    public synchronized void stop() {
        stopped.countDown();
        Consumer<byte[], byte[]> consumer = kafka;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    @Override
    public int getPhase() {
        return 0; // First, since requests wait for it.
    }
}
