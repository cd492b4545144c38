package io.govshare.starter.topic;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;

/** Makes the declared topics as soon as Kafka can be reached, without holding up the start of the service. */
final class TopicDeclarer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TopicDeclarer.class);

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final KafkaAdmin admin;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    TopicDeclarer(KafkaAdmin admin) {
        this.admin = admin;
    }

    private void declare(CountDownLatch stop) {
        boolean complained = false;
        try {
            while (stop.getCount() > 0 && !tryDeclare()) {
                if (!complained) {
                    log.warn("Kafka does not answer; topics are declared once it does");
                    complained = true;
                }
                boolean _ = stop.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tryDeclare() {
        try {
            return admin.initialize();
        } catch (KafkaException | IllegalStateException | org.springframework.kafka.KafkaException e) {
            log.debug("Topics could not be declared", e);
            return false;
        }
    }

    @Override
    public synchronized void start() {
        CountDownLatch stop = new CountDownLatch(1);
        stopped = stop;
        Thread.ofVirtual().name("topic-declarer").start(() -> declare(stop));
    }

    @Override
    public synchronized void stop() {
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    @Override
    public int getPhase() {
        return 0; // Before anything sends or reads.
    }
}
