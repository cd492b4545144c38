package io.govshare.bench;

import io.govshare.stack.Stack;
import io.govshare.stack.client.Answer;
import io.govshare.stack.client.Operator;
import io.govshare.stack.client.Platform;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Records through the gateway with real tokens until they are anchored: in bulk for throughput, one by one at a steady
 * rate for latency. Beside it, in the same run, what PostgreSQL and Kafka do with the same rows and bytes alone.
 */
final class PublishBench {

    private static final int WARM_UP = 20_000;
    private static final int BULK = 60_000;
    private static final int STREAMS = 2;
    private static final int CHUNK = 500;
    private static final int SINGLES_PER_SECOND = 50;
    private static final Duration SINGLES = Duration.ofSeconds(60);
    private static final int SINGLES_IN_FLIGHT = 16;
    // The JVMs compile a path for good after some ten thousand turns; services run for weeks.
    private static final int WARM_UP_PER_SECOND = 200;
    private static final Duration WARM_UP_SINGLES = Duration.ofSeconds(90);
    private static final Duration STEADY_WINDOW = Duration.ofSeconds(10);
    private static final int STEADY_WINDOWS = 3;
    private static final int MOST_WINDOWS = 36;
    private static final double NOTABLY_LESS = 0.95;
    // Asking more often would be load of its own.
    private static final Duration RECEIPT_POLL = Duration.ofMillis(200);
    private static final int FOLLOWED_PER_SECOND = 4;
    private static final double IDLE_CORES = 0.3;
    private static final double MEGABYTE = 1_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Stack stack;
    private final Platform platform;
    private final PrintStream out;
    private final Optional<Path> samples;

    /** @param samples where to write when each single was due and how long its acknowledgement took */
    PublishBench(Stack stack, PrintStream out, Optional<Path> samples) {
        this.stack = stack;
        this.samples = samples;
        this.platform = new Platform(stack.gateway(), stack.issuer(), stack.demoPassword());
        this.out = out;
    }

    void run() throws Exception {
        Operator publisher = platform.operator("fiscal-admin");
        UUID dataset = dataset(publisher);
        out.println("Warming up ...");
        bulk(publisher, dataset, WARM_UP);
        singles(publisher, dataset, WARM_UP_PER_SECOND, WARM_UP_SINGLES, FOLLOWED_PER_SECOND);
        untilSteady(publisher, dataset);

        out.println("Singles: " + SINGLES_PER_SECOND + " per second for " + SINGLES.toSeconds() + " s ...");
        Map<String, Double> idle = CpuTime.of(stack);
        Singles acknowledged = singles(publisher, dataset, SINGLES_PER_SECOND, SINGLES, 0);
        Map<String, Double> served = CpuTime.of(stack);
        write(acknowledged.acknowledged());
        text("single publish, acknowledged", acknowledged.acknowledged().summary());
        cpu("cores busy meanwhile, all parts", idle, served, SINGLES.toSeconds());
        Singles followed = singles(publisher, dataset, SINGLES_PER_SECOND, SINGLES, FOLLOWED_PER_SECOND);
        text(
                "the same, asking for " + FOLLOWED_PER_SECOND + " receipts a second",
                followed.acknowledged().summary());
        text("  until the receipt", followed.receipts().summary());
        settle();

        out.println("Bulk: " + BULK + " records in " + STREAMS + " streams ...");
        Map<String, KafkaTraffic.Volume> sentBefore = KafkaTraffic.of(stack.kafkaBootstrapServers());
        Map<String, Double> before = CpuTime.of(stack);
        Bulk bulk = bulk(publisher, dataset, BULK);
        Map<String, Double> after = CpuTime.of(stack);

        double rate = BULK / bulk.anchoredSeconds();
        line("bulk, until acknowledged", "%.0f records/s", BULK / bulk.acknowledgedSeconds());
        line("bulk, until anchored", "%.0f records/s", rate);
        cpu("CPU seconds per 1,000 records, all parts", before, after, BULK / 1_000);
        settle();
        Map<String, KafkaTraffic.Volume> traffic =
                KafkaTraffic.between(sentBefore, KafkaTraffic.of(stack.kafkaBootstrapServers()));
        memory();

        out.println("Raw limits ...");
        RawLimits raw = new RawLimits(stack);
        double rows = raw.postgresql(CHUNK, BULK);
        line("raw PostgreSQL inserts, same rows and batches", "%.0f rows/s", rows);
        double carried = BULK * raw.kafka(traffic);
        line("raw Kafka producer test, same messages and bytes", "%.0f records/s", carried);
        traffic.forEach((topic, volume) -> out.printf(
                Locale.ROOT, "  %s: %d messages of %d bytes%n", topic, volume.messages(), volume.meanSize()));
        line("bulk until anchored / slower raw limit", "%.2f", rate / Math.min(rows, carried));
    }

    private void write(Latencies acknowledged) throws IOException {
        if (samples.isPresent()) {
            Files.write(samples.get(), acknowledged.lines());
        }
    }

    /**
     * Publishes at the rate that will be measured until that takes no less processor time than a while before: by then
     * the JVMs compile nothing of note any more. Says how it went, for that is what users meet after a start.
     */
    private void untilSteady(Operator publisher, UUID dataset) throws Exception {
        double least = Double.MAX_VALUE;
        int since = 0;
        for (int window = 1; since < STEADY_WINDOWS && window <= MOST_WINDOWS; window++) {
            double before = cpuSeconds();
            Singles singles = singles(publisher, dataset, SINGLES_PER_SECOND, STEADY_WINDOW, 0);
            double cores = (cpuSeconds() - before) / STEADY_WINDOW.toSeconds();
            out.printf(
                    Locale.ROOT,
                    "  %.2f cores, %s%n",
                    cores,
                    singles.acknowledged().summary());
            since = cores < least * NOTABLY_LESS ? 0 : since + 1;
            least = Math.min(least, cores);
        }
    }

    /** Waits until the stack has done what earlier load left to do. */
    private void settle() throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        double cores;
        do {
            double before = cpuSeconds();
            TimeUnit.SECONDS.sleep(2);
            cores = (cpuSeconds() - before) / 2;
        } while (cores > IDLE_CORES && System.nanoTime() < deadline);
    }

    private double cpuSeconds() {
        return CpuTime.of(stack).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private void cpu(String what, Map<String, Double> before, Map<String, Double> after, long per) {
        double all = 0;
        StringBuilder parts = new StringBuilder();
        for (Map.Entry<String, Double> part : after.entrySet()) {
            double used = (part.getValue() - before.getOrDefault(part.getKey(), 0.0)) / per;
            all += used;
            parts.append(String.format(Locale.ROOT, " %s %.3f", part.getKey(), used));
        }
        line(what, "%.3f", all);
        out.println("  of which" + parts);
    }

    private void memory() {
        double bytes = 0;
        StringBuilder parts = new StringBuilder();
        for (Stack.PartStatus part : stack.status()) {
            bytes += part.residentBytes();
            parts.append(
                    String.format(Locale.ROOT, " %s %.0f", part.component().id(), part.residentBytes() / MEGABYTE));
        }
        line("resident memory, all parts", "%.0f MB", bytes / MEGABYTE);
        out.println("  of which" + parts);
    }

    private void text(String what, String value) {
        out.printf(Locale.ROOT, "%-49s %s%n", what + ":", value);
    }

    private void line(String what, String format, double value) {
        out.printf(Locale.ROOT, "%-49s " + format + "%n", what + ":", value);
    }

    private static UUID dataset(Operator publisher) {
        JsonNode created = publisher
                .createsDataset(Map.of(
                        "title",
                        "Bench " + UUID.randomUUID(),
                        "description",
                        "purchase orders as a benchmark publishes them",
                        "sharing",
                        "open",
                        "schema",
                        Map.of(
                                "type",
                                "object",
                                "additionalProperties",
                                false,
                                "required",
                                List.of("number", "supplier"),
                                "properties",
                                Map.of(
                                        "number", Map.of("type", "string", "maxLength", 20),
                                        "ordered", Map.of("type", "string", "format", "date"),
                                        "commodity", Map.of("type", "string", "maxLength", 200),
                                        "supplier", Map.of("type", "string", "maxLength", 200),
                                        "agency", Map.of("type", "string", "maxLength", 200),
                                        "amount", Map.of("type", "string", "maxLength", 30)))))
                .expect(201)
                .json();
        return UUID.fromString(created.path("id").asString());
    }

    private record Bulk(double acknowledgedSeconds, double anchoredSeconds) {}

    private Bulk bulk(Operator publisher, UUID dataset, int records) throws Exception {
        long already = anchored();
        List<byte[]> bodies = new ArrayList<>();
        for (int stream = 0; stream < STREAMS; stream++) {
            bodies.add(lines(records / STREAMS));
        }
        long size = logSize();
        long started = System.nanoTime();
        try (ExecutorService streams = Executors.newFixedThreadPool(STREAMS)) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (byte[] body : bodies) {
                answers.add(streams.submit(() -> publisher
                        .publishesAll(
                                dataset,
                                BodyPublishers.ofByteArray(body),
                                "application/x-ndjson",
                                UUID.randomUUID().toString(),
                                "keep")
                        .expect(200)));
            }
            for (Future<Answer> answer : answers) {
                long accepted = answer.get().json().path("accepted").asLong();
                if (accepted != records / STREAMS) {
                    throw new IllegalStateException(
                            "accepted " + accepted + ": " + answer.get().text());
                }
            }
        }
        double acknowledged = (System.nanoTime() - started) / 1e9;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (anchored() < size + records) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not anchored in time: " + anchored() + " after " + already);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return new Bulk(acknowledged, (System.nanoTime() - started) / 1e9);
    }

    /** Times from when each request was due, so that a stalled system is not measured kindly. */
    private record Singles(Latencies acknowledged, Latencies receipts) {

        Singles() {
            this(new Latencies(), new Latencies());
        }
    }

    /** @param followed of how many a second to ask for the receipt until it is there; asking is load of its own */
    private Singles singles(Operator publisher, UUID dataset, int perSecond, Duration time, int followed)
            throws Exception {
        Singles singles = new Singles();
        long step = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long started = System.nanoTime();
        Semaphore inFlight = new Semaphore(SINGLES_IN_FLIGHT);
        List<Future<?>> sent = new ArrayList<>();
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i * step < time.toNanos(); i++) {
                long due = started + i * step;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                boolean follow = followed > 0 && i % (perSecond / followed) == 0;
                int number = i;
                inFlight.acquire();
                sent.add(requests.submit(() -> {
                    try {
                        UUID record = publish(publisher, dataset, number);
                        singles.acknowledged().add(due, System.nanoTime() - due);
                        if (follow) {
                            awaitReceipt(publisher, record);
                            singles.receipts().add(due, System.nanoTime() - due);
                        }
                        return record;
                    } finally {
                        inFlight.release();
                    }
                }));
            }
            for (Future<?> request : sent) {
                request.get();
            }
        }
        return singles;
    }

    private static UUID publish(Operator publisher, UUID dataset, int number) {
        Answer answer = publisher.publishes(dataset, record(number)).expect(201);
        return UUID.fromString(answer.json().path("record").asString());
    }

    private static void awaitReceipt(Operator publisher, UUID record) throws InterruptedException {
        while (publisher.fetchesReceipt(record).status() != 200) {
            TimeUnit.NANOSECONDS.sleep(RECEIPT_POLL.toNanos());
        }
    }

    private static Map<String, String> record(int i) {
        return Map.of(
                "number",
                "PO" + (500_000 + i),
                "ordered",
                "2016-04-05",
                "commodity",
                "9132700:Construction, Highway and Road",
                "supplier",
                "SUPPLIER OF STREETS AND BRIDGES " + i % 997 + " INC",
                "agency",
                "DEPARTMENT OF TRANSPORTATION",
                "amount",
                "255," + 100 + i % 900 + ".95");
    }

    private static byte[] lines(int count) {
        StringBuilder lines = new StringBuilder(count * 220);
        for (int i = 0; i < count; i++) {
            Map<String, String> record = record(i);
            lines.append('{');
            record.forEach((name, value) ->
                    lines.append('"').append(name).append("\":\"").append(value).append("\","));
            lines.setCharAt(lines.length() - 1, '}');
            lines.append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private long logSize() {
        return status().path("size").asLong();
    }

    private long anchored() {
        return status().path("anchoredSize").asLong();
    }

    private JsonNode status() {
        return platform.operator("auditor")
                .get("/api/ledger/v1/status")
                .expect(200)
                .json();
    }
}
