package io.govshare.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.govshare.chain.DevChain;
import io.govshare.ledger.anchor.Anchors;
import io.govshare.ledger.intake.EntryLog;
import io.govshare.ledger.log.AnchoredPast;
import io.govshare.ledger.log.Checkpoints;
import io.govshare.ledger.log.SignedCheckpoint;
import io.govshare.proof.merkle.Hash;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger's own components on a real database, without web, Kafka and security. */
public final class TestLedger implements AutoCloseable {

    public static final String ORIGIN = "ledger.test/log";
    private static final String ANCHORING = "io.govshare.ledger.anchor";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HikariDataSource database;
    private final AnnotationConfigApplicationContext context;

    private TestLedger(HikariDataSource database, AnnotationConfigApplicationContext context) {
        this.database = database;
        this.context = context;
    }

    public static Builder builder(Path directory) {
        return new Builder(directory);
    }

    public static final class Builder {
        private final Map<String, Object> properties = new HashMap<>();
        private final List<String> packages = new ArrayList<>(List.of("io.govshare.ledger.log"));
        private final List<Class<?>> excluded = new ArrayList<>();
        private final Map<String, Object> named = new HashMap<>();
        private HikariDataSource database;

        private Builder(Path directory) {
            properties.put("govshare.ledger.origin", ORIGIN);
            properties.put(
                    "govshare.ledger.keystore.path",
                    directory.resolve("log.p12").toString());
            properties.put("govshare.ledger.keystore.password", "test");
            properties.put("govshare.ledger.checkpoint-pause", "10ms");
        }

        public Builder with(String property, Object value) {
            properties.put(property, value.toString());
            return this;
        }

        public Builder packages(String... names) {
            packages.addAll(Arrays.asList(names));
            return this;
        }

        public Builder without(Class<?> type) {
            excluded.add(type);
            return this;
        }

        /** Anchors on a development chain. */
        public Builder anchoring(URI... nodes) {
            return packages(ANCHORING)
                    .with(
                            "govshare.ledger.chain.url",
                            Arrays.stream(nodes).map(URI::toString).collect(Collectors.joining(",")))
                    .with("govshare.ledger.chain.id", DevChain.CHAIN_ID);
        }

        /** Takes the place of the bean of this name, or adds one. */
        public Builder bean(String name, Object bean) {
            named.put(name, bean);
            return this;
        }

        /** The database that another ledger has left, as after a restart. */
        public Builder after(TestLedger stopped) {
            database = stopped.database;
            return this;
        }

        public TestLedger start() {
            HikariDataSource source = database == null ? TestDatabase.create() : database;
            AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
            context.registerBean(
                    "dataSource", DataSource.class, () -> source, definition -> definition.setDestroyMethodName(""));
            context.register(Infrastructure.class);
            ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context);
            excluded.forEach(type -> scanner.addExcludeFilter(new AssignableTypeFilter(type)));
            scanner.scan(packages.toArray(String[]::new));
            if (!packages.contains(ANCHORING)) {
                context.registerBean(AnchoredPast.class, () -> () -> true);
            }
            named.forEach((name, bean) -> register(context, name, bean));
            context.refresh();
            return new TestLedger(source, context);
        }

        @SuppressWarnings("unchecked")
        private static void register(AnnotationConfigApplicationContext context, String name, Object bean) {
            context.registerBean(name, (Class<Object>) bean.getClass(), () -> bean);
        }
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient jdbc() {
        return get(JdbcClient.class);
    }

    public TransactionTemplate transaction() {
        return get(TransactionTemplate.class);
    }

    public EntryLog.Appended append(List<Hash> entries) {
        return transaction().execute(status -> get(EntryLog.class).append(entries));
    }

    /** Appends and waits until the checkpoint over it is signed. */
    public SignedCheckpoint appendAndSign(List<Hash> entries) {
        long size = append(entries).size();
        await(
                "checkpoint of size " + size,
                () -> get(Checkpoints.class).at(size).isPresent());
        return get(Checkpoints.class).at(size).orElseThrow();
    }

    public void awaitAnchored(long size) {
        await("anchor of size " + size, () -> get(Anchors.class).confirmedSize() == size);
    }

    /** Size, state and nonce of every anchor, in their order. */
    public List<String> anchorRows() {
        return jdbc().sql("select size || ' ' || state || coalesce(' ' || nonce, '') from anchor order by id")
                .query(String.class)
                .list();
    }

    public long anchorsIn(String... states) {
        return jdbc().sql("select count(*) from anchor where state in (:states)")
                .param("states", List.of(states))
                .query(Long.class)
                .single();
    }

    public static void await(String what, BooleanSupplier condition) {
        Instant until = Clock.systemUTC().instant().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Clock.systemUTC().instant().isAfter(until)) {
                throw new AssertionError("waited in vain for " + what);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** Stops the components; the database stays for {@link Builder#after}. */
    public void stop() {
        context.close();
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Infrastructure {

        @Bean
        JdbcTemplate jdbcTemplate(DataSource database) {
            return new JdbcTemplate(database);
        }

        @Bean
        JdbcClient jdbcClient(JdbcTemplate template) {
            return JdbcClient.create(template);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource database) {
            return new JdbcTransactionManager(database);
        }

        @Bean
        TransactionTemplate transactionTemplate(PlatformTransactionManager manager) {
            return new TransactionTemplate(manager);
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }
    }
}
