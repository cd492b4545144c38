package io.govshare.stack;

import static io.govshare.stack.Component.AUDIT;
import static io.govshare.stack.Component.CATALOG;
import static io.govshare.stack.Component.CHAIN;
import static io.govshare.stack.Component.GATEWAY;
import static io.govshare.stack.Component.IDENTITY;
import static io.govshare.stack.Component.KAFKA;
import static io.govshare.stack.Component.KEYCLOAK;
import static io.govshare.stack.Component.LEDGER;
import static io.govshare.stack.Component.POSTGRESQL;

import io.govshare.stack.part.BootService;
import io.govshare.stack.part.DevelopmentChain;
import io.govshare.stack.part.Folders;
import io.govshare.stack.part.KafkaBroker;
import io.govshare.stack.part.KeycloakServer;
import io.govshare.stack.part.Part;
import io.govshare.stack.part.PostgresServer;
import io.govshare.stack.part.RealmTemplate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Wires the parts together: which ports, passwords and addresses each of them is given. */
final class Assembly {

    private static final Set<Component> WITH_DATABASE = Set.of(IDENTITY, CATALOG, LEDGER, AUDIT);

    private final StackOptions options;
    private final Folders folders;
    private final Secrets secrets;
    private final PostgresServer postgres;
    private final KeycloakServer keycloak;

    Assembly(StackOptions options, Secrets secrets) throws IOException, InterruptedException {
        this.options = options;
        this.secrets = secrets;
        this.folders = Folders.of(options.home(), options.state());
        this.postgres = new PostgresServer(folders, port(POSTGRESQL), secrets.get("postgresql"), databases());
        this.keycloak = new KeycloakServer(
                folders,
                port(KEYCLOAK),
                port(POSTGRESQL),
                databasePassword(KeycloakServer.DATABASE),
                secrets.get("keycloak.admin"),
                new RealmTemplate(realmValues()),
                options.throughput());
    }

    PostgresServer postgres() {
        return postgres;
    }

    URI issuer() {
        return keycloak.issuer();
    }

    String demoPassword() {
        return secrets.getReadable("demo");
    }

    Map<Component, Part> parts() {
        Map<Component, Part> parts = new EnumMap<>(Component.class);
        for (Component component : options.components()) {
            if (component != CHAIN || options.existingChain().isEmpty()) {
                parts.put(component, part(component));
            }
        }
        return parts;
    }

    private Part part(Component component) {
        return switch (component) {
            case POSTGRESQL -> postgres;
            case KAFKA ->
                new KafkaBroker(folders, port(KAFKA), options.ports().kafkaController(), options.throughput());
            case KEYCLOAK -> keycloak;
            case CHAIN -> new DevelopmentChain(folders, port(CHAIN));
            case IDENTITY -> service(IDENTITY, Set.of(POSTGRESQL, KAFKA, KEYCLOAK), this::identityEnvironment);
            case CATALOG -> service(CATALOG, Set.of(POSTGRESQL, KAFKA), this::catalogEnvironment);
            case LEDGER -> service(LEDGER, Set.of(POSTGRESQL, KAFKA, CHAIN), this::ledgerEnvironment);
            case AUDIT -> service(AUDIT, Set.of(POSTGRESQL, KAFKA, CHAIN), _ -> auditEnvironment());
            case GATEWAY -> service(GATEWAY, Set.of(KEYCLOAK), _ -> gatewayEnvironment());
        };
    }

    private Map<String, String> identityEnvironment(Path data) {
        return Map.of(
                "GOVSHARE_IDENTITY_KEYCLOAK_URL", url(KEYCLOAK).toString(),
                "GOVSHARE_IDENTITY_LEDGER_URL", url(LEDGER).toString(),
                "GOVSHARE_IDENTITY_KEYSTORE_PATH", data.resolve("keys.p12").toString(),
                "GOVSHARE_IDENTITY_KEYSTORE_PASSWORD", secrets.get("keystore.identity"));
    }

    private Map<String, String> catalogEnvironment(Path data) {
        return Map.of(
                "GOVSHARE_CATALOG_KEYSTORE_PATH", data.resolve("keys.p12").toString(),
                "GOVSHARE_CATALOG_KEYSTORE_PASSWORD", secrets.get("keystore.catalog"),
                "GOVSHARE_CATALOG_FILES_PATH", data.resolve("files").toString(),
                "GOVSHARE_CATALOG_IDENTITY_URL", url(IDENTITY).toString(),
                "GOVSHARE_CATALOG_LEDGER_URL", url(LEDGER).toString(),
                "GOVSHARE_CATALOG_EXPORT_PUBLIC_ADDRESS", url(GATEWAY).toString());
    }

    private Map<String, String> ledgerEnvironment(Path data) {
        ChainAddress chain = options.chain();
        return Map.of(
                "GOVSHARE_LEDGER_CHAIN_URL", chain.urls(),
                "GOVSHARE_LEDGER_CHAIN_ID", Long.toString(chain.id()),
                "GOVSHARE_LEDGER_CHAIN_CONSENSUS", chain.consensus(),
                "GOVSHARE_LEDGER_CHAIN_VALIDATORS", String.join(",", chain.validators()),
                "GOVSHARE_LEDGER_KEYSTORE_PATH", data.resolve("keys.p12").toString(),
                "GOVSHARE_LEDGER_KEYSTORE_PASSWORD", secrets.get("keystore.ledger"));
    }

    private Map<String, String> auditEnvironment() {
        ChainAddress chain = options.chain();
        return Map.of(
                "GOVSHARE_AUDIT_CHAIN_URL", chain.url().toString(),
                "GOVSHARE_AUDIT_CHAIN_ID", Long.toString(chain.id()),
                "GOVSHARE_AUDIT_CHAIN_CONSENSUS", chain.consensus(),
                "GOVSHARE_AUDIT_LEDGER_URL", url(LEDGER).toString(),
                "GOVSHARE_AUDIT_CATALOG_URL", url(CATALOG).toString());
    }

    private Map<String, String> gatewayEnvironment() {
        return Map.of(
                "GOVSHARE_GATEWAY_IDENTITY_URL", url(IDENTITY).toString(),
                "GOVSHARE_GATEWAY_CATALOG_URL", url(CATALOG).toString(),
                "GOVSHARE_GATEWAY_LEDGER_URL", url(LEDGER).toString(),
                "GOVSHARE_GATEWAY_AUDIT_URL", url(AUDIT).toString(),
                "GOVSHARE_GATEWAY_LOGIN_CLIENT_ID", "govshare-web",
                "GOVSHARE_GATEWAY_LOGIN_CLIENT_SECRET", secrets.get("client.web"));
    }

    URI url(Component component) {
        return component == CHAIN ? options.chain().url() : URI.create("http://127.0.0.1:" + port(component));
    }

    String address(Component component) {
        boolean speaksHttp = component != POSTGRESQL && component != KAFKA;
        return speaksHttp ? url(component).toString() : "127.0.0.1:" + port(component);
    }

    private Part service(Component component, Set<Component> needs, Function<Path, Map<String, String>> own) {
        Set<String> present = needs.stream()
                .filter(need -> need != CHAIN || options.existingChain().isEmpty())
                .filter(options.components()::contains)
                .map(Component::id)
                .collect(Collectors.toUnmodifiableSet());
        return new BootService(
                folders,
                component.id(),
                port(component),
                present,
                data -> environment(component, own.apply(data)),
                options.throughput());
    }

    private Map<String, String> environment(Component component, Map<String, String> own) {
        Map<String, String> environment = new HashMap<>(own);
        environment.put("GOVSHARE_SECURITY_ISSUER", issuer().toString());
        environment.put("GOVSHARE_SECURITY_AUDIENCE", "govshare");
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + port(KAFKA));
        if (WITH_DATABASE.contains(component)) {
            environment.put("SPRING_DATASOURCE_URL", postgres.jdbcUrl(database(component)));
            environment.put("SPRING_DATASOURCE_USERNAME", database(component));
            environment.put("SPRING_DATASOURCE_PASSWORD", databasePassword(database(component)));
            environment.put("GOVSHARE_CLIENT_ID", component.id());
            environment.put("GOVSHARE_CLIENT_SECRET", clientSecret(component));
        }
        return environment;
    }

    private Map<String, String> databases() {
        Map<String, String> databases = new HashMap<>();
        databases.put(KeycloakServer.DATABASE, databasePassword(KeycloakServer.DATABASE));
        for (Component component : WITH_DATABASE) {
            databases.put(database(component), databasePassword(database(component)));
        }
        return databases;
    }

    private Map<String, String> realmValues() {
        Map<String, String> values = new HashMap<>();
        values.put("GOVSHARE_DEMO_PASSWORD", demoPassword());
        values.put("GOVSHARE_GATEWAY_PORT", Integer.toString(port(GATEWAY)));
        values.put("GOVSHARE_WEB_CLIENT_SECRET", secrets.get("client.web"));
        for (Component component : WITH_DATABASE) {
            values.put("GOVSHARE_" + component.name() + "_CLIENT_SECRET", clientSecret(component));
        }
        return values;
    }

    /** A service's database is called as the service is, without the word service. */
    static String database(Component component) {
        return component.name().toLowerCase(Locale.ROOT);
    }

    String databasePassword(String database) {
        return secrets.get("database." + database);
    }

    private String clientSecret(Component component) {
        return secrets.get("client." + database(component));
    }

    private int port(Component component) {
        return options.ports().of(component);
    }
}
