package io.govshare.stack;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the stack consists of, in the order in which it is listed. */
public enum Component {
    POSTGRESQL("postgresql", "PostgreSQL", 15432),
    KAFKA("kafka", "Kafka", 19092),
    KEYCLOAK("keycloak", "Keycloak", 8180),
    CHAIN("chain", "chain", 18545),
    IDENTITY("identity-service", "identity-service", 8081),
    CATALOG("catalog-service", "catalog-service", 8082),
    LEDGER("ledger-service", "ledger-service", 8083),
    AUDIT("audit-service", "audit-service", 8084),
    GATEWAY("gateway", "gateway", 8080);

    private final String id;
    private final String title;
    private final int defaultPort;

    Component(String id, String title, int defaultPort) {
        this.id = id;
        this.title = title;
        this.defaultPort = defaultPort;
    }

    /** The name in commands and file names; for the five services also their folder's. */
    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    public int defaultPort() {
        return defaultPort;
    }

    public boolean isService() {
        return services().contains(this);
    }

    public static Set<Component> services() {
        return EnumSet.range(IDENTITY, GATEWAY);
    }

    public static Set<Component> infrastructure() {
        return EnumSet.range(POSTGRESQL, CHAIN);
    }

    /** Accepts {@code identity-service}, {@code identity} and {@code IDENTITY}. */
    public static Component named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(component -> component.id.equals(wanted)
                        || component.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new StackException("There is no part named '" + name + "'; the parts are "
                        + Arrays.stream(values()).map(Component::id).collect(Collectors.joining(", ")) + "."));
    }

    /** {@code kafka,postgresql}. */
    public static Set<Component> list(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(Component::named)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Component.class)));
    }
}
