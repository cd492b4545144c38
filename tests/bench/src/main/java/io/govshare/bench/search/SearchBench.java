package io.govshare.bench.search;

import io.govshare.bench.Latencies;
import io.govshare.bench.Table;
import io.govshare.bench.Table.Aim;
import io.govshare.stack.Component;
import io.govshare.stack.Stack;
import io.govshare.stack.client.Answer;
import io.govshare.stack.client.Operator;
import io.govshare.stack.client.Platform;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The catalogue's search through the gateway, among as many datasets as a country has. Some thousands are imported, the
 * service itself making all that they are found by; copies of their rows make up the number.
 */
public final class SearchBench {

    /** The catalogue, what it needs, and the way in. */
    public static final Set<Component> PARTS = EnumSet.of(
            Component.POSTGRESQL,
            Component.KAFKA,
            Component.KEYCLOAK,
            Component.IDENTITY,
            Component.CATALOG,
            Component.GATEWAY);

    private static final List<Question> KINDS = List.of(Question.values());
    private static final int VARIED = 4_000;
    private static final int PER_IMPORT = 500;
    private static final int WARM_UP = 1_500;
    private static final int OF_EACH = 300;
    private static final int PER_SECOND = 8;
    private static final Duration STEADY = Duration.ofSeconds(60);
    private static final double MOST_MILLIS = 100;
    private static final long SEED = 7;

    private final Stack stack;
    private final PrintStream out;
    private final Table table;
    private final Path scratch;
    private final int size;
    private final Datasets questions = new Datasets(SEED + 1);

    /** @param size how many datasets there are to be */
    public SearchBench(Stack stack, PrintStream out, Path scratch, int size) {
        this.stack = stack;
        this.out = out;
        this.table = new Table(out);
        this.scratch = scratch;
        this.size = size;
    }

    public void run() throws Exception {
        var platform = new Platform(stack.gateway(), stack.issuer(), stack.demoPassword());
        fill(platform.operator("fiscal-admin"));
        var reader = platform.operator("tax-publisher");
        out.println("Warming up ...");
        for (int i = 0; i < WARM_UP; i++) {
            ask(reader, KINDS.get(i % KINDS.size()));
        }
        each(reader);
        steadily(reader);
        table.summary();
    }

    private void fill(Operator publisher) throws Exception {
        int varied = Math.min(VARIED, size);
        out.printf(Locale.ROOT, "Importing %,d datasets, and as many copies as make up %,d ...%n", varied, size);
        var datasets = new Datasets(SEED);
        for (int from = 0; from < varied; from += PER_IMPORT) {
            Path file = scratch.resolve("catalogue.ttl");
            Files.writeString(file, datasets.catalogue(from, Math.min(from + PER_IMPORT, varied)));
            publisher.importsCatalogue("dcat-ap", "strict", file).expect(200);
        }
        try (Connection catalog = stack.database(Component.CATALOG);
                Statement statement = catalog.createStatement()) {
            int copies = Math.ceilDiv(size - varied, varied);
            statement.execute("""
                    INSERT INTO dataset (id, agency, publisher, title, description, sharing, audience, keywords, metadata,
                      schema_version, created_at, updated_at, search, search_edition, facets)
                    SELECT uuidv7(), agency, publisher, title, description, sharing, audience, keywords, metadata,
                      schema_version, created_at, updated_at, search, search_edition, facets
                    FROM dataset CROSS JOIN generate_series(1, %d) AS copy ORDER BY copy, md5(id::text || copy) LIMIT %d
                    """.formatted(copies, size - varied));
            statement.execute("VACUUM ANALYZE dataset");
            table.heading("The catalogue");
            table.figure("datasets", number(statement, "SELECT count(*) FROM dataset"), "");
            table.figure(
                    "with their indexes", number(statement, "SELECT pg_total_relation_size('dataset')") / 1e6, "MB");
            table.figure("index of words", number(statement, "SELECT pg_relation_size('dataset_search')") / 1e6, "MB");
        }
    }

    private static double number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getDouble(1);
        }
    }

    private void each(Operator reader) {
        var times = new EnumMap<Question, Latencies>(Question.class);
        var hits = new EnumMap<Question, Integer>(Question.class);
        for (int i = 0; i < OF_EACH; i++) {
            for (var question : KINDS) {
                long started = System.nanoTime();
                Answer answer = ask(reader, question);
                times.computeIfAbsent(question, _ -> new Latencies()).add(started, System.nanoTime() - started);
                hits.merge(question, answer.json().path("datasets").isEmpty() ? 0 : 1, Integer::sum);
            }
        }
        table.heading("One question after the other, " + OF_EACH + " of each, first page of 20 with all facets");
        for (Map.Entry<Question, Latencies> measured : times.entrySet()) {
            String title = measured.getKey().title();
            table.figure(title + ": p50", measured.getValue().millis(.5), "ms");
            table.figure(title + ": p99", measured.getValue().millis(.99), "ms", Aim.atMost(MOST_MILLIS));
            table.figure("  of which found something", hits.getOrDefault(measured.getKey(), 0) * 100.0 / OF_EACH, "%");
        }
    }

    /** Times from when each question was due, so that a stalled system is not measured kindly. */
    private void steadily(Operator reader) throws Exception {
        var times = new Latencies();
        long step = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
        long started = System.nanoTime();
        List<Future<?>> asked = new ArrayList<>();
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i * step < STEADY.toNanos(); i++) {
                long due = started + i * step;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                var question = KINDS.get(i % KINDS.size());
                String path = path(question);
                asked.add(requests.submit(() -> {
                    reader.get(path).expect(200);
                    times.add(due, System.nanoTime() - due);
                }));
            }
            for (Future<?> each : asked) {
                each.get();
            }
        }
        table.heading("All kinds mixed, " + PER_SECOND + " a second for " + STEADY.toSeconds() + " s");
        table.figure("p50", times.millis(.5), "ms");
        table.figure("p99", times.millis(.99), "ms", Aim.atMost(MOST_MILLIS));
    }

    private Answer ask(Operator reader, Question question) {
        return reader.get(path(question)).expect(200);
    }

    private String path(Question question) {
        return "/api/catalog/v1/datasets?limit=20" + question.parameters(questions);
    }
}
