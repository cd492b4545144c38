package io.govshare.testkit.spring;

import io.govshare.testkit.infrastructure.TestDatabase;
import io.govshare.testkit.infrastructure.TestInfrastructure;
import io.govshare.testkit.token.TestTokens;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;

/** Gives a service under test the same settings that the stack gives its process, for servers made for tests. */
public final class TestEnvironment implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** The compacted topic of agencies, which every service but one reads at start. */
    private static final String AGENCIES = "govshare.identity.agency-changed.v1";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestInfrastructure infrastructure = TestInfrastructure.shared();
        String name = context.getEnvironment().getProperty("spring.application.name", "service");
        TestDatabase database = infrastructure.postgres().createDatabase(name);
        TestTokens tokens = TestTokens.start(Clock.systemUTC());
        infrastructure.kafka().createCompactedTopic(AGENCIES);

        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("spring.datasource.url", database.url());
        settings.put("spring.datasource.username", database.username());
        settings.put("spring.datasource.password", database.password());
        settings.put("spring.datasource.hikari.maximum-pool-size", "8");
        settings.put("spring.kafka.bootstrap-servers", infrastructure.kafka().bootstrapServers());
        settings.put("govshare.security.issuer", tokens.issuer());
        settings.put("govshare.client.id", name);
        settings.put("govshare.client.secret", "test");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("govshare-test", settings));

        context.getBeanFactory().registerSingleton("testDatabase", database);
        context.getBeanFactory().registerSingleton("testTokens", tokens);
        context.getBeanFactory().registerSingleton("testInfrastructure", infrastructure);
        context.getBeanFactory().registerSingleton("testAgencies", new TestAgencies(infrastructure.kafka(), AGENCIES));
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) {
                tokens.close();
            }
        });
    }
}
