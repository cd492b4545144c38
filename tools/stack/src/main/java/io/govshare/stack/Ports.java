package io.govshare.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * Where each part listens, always on 127.0.0.1.
 *
 * @param kafkaController the broker's second port, over which it talks to itself
 */
public record Ports(Map<Component, Integer> byComponent, int kafkaController) {

    private static final String KAFKA_CONTROLLER = "kafka-controller";
    private static final int KAFKA_CONTROLLER_DEFAULT = 19093;

    // Below the range from which Linux takes the near end of connections: a port from there may be in use at the next
    // start although nobody listens on it.
    private static final int FREE_FROM = 12_000;
    private static final int FREE_TO = 32_000;
    private static final int ATTEMPTS = 200;

    public Ports {
        byComponent = Map.copyOf(byComponent);
    }

    public static Ports defaults() {
        Map<Component, Integer> ports = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            ports.put(component, component.defaultPort());
        }
        return new Ports(ports, KAFKA_CONTROLLER_DEFAULT);
    }

    /** Ports nobody uses at this moment: for tests, which must not meet a stack that is already running. */
    public static Ports free() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            Map<Component, Integer> ports = new EnumMap<>(Component.class);
            for (Component component : Component.values()) {
                ports.put(component, hold(held));
            }
            return new Ports(ports, hold(held));
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        } finally {
            held.forEach(Ports::release);
        }
    }

    /** {@code gateway=9080,kafka=9092}: the named ones changed, the others as they are. */
    public Ports with(String assignments) {
        Ports changed = this;
        for (String assignment : assignments.split(",", -1)) {
            String[] sides = assignment.strip().split("=", -1);
            if (sides.length != 2) {
                throw new StackException(
                        "'" + assignment + "' is not of the form name=port, for example gateway=9080.");
            }
            changed = changed.with(sides[0].strip(), number(sides[1].strip(), assignment));
        }
        return changed;
    }

    private Ports with(String name, int port) {
        if (name.equals(KAFKA_CONTROLLER)) {
            return new Ports(byComponent, port);
        }
        Map<Component, Integer> ports = new EnumMap<>(byComponent);
        ports.put(Component.named(name), port);
        return new Ports(ports, kafkaController);
    }

    private static int number(String text, String assignment) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // reported below, as a number out of range is
        }
        throw new StackException("'" + assignment + "' names no port between 1 and 65535.");
    }

    public int of(Component component) {
        return byComponent.getOrDefault(component, component.defaultPort());
    }

    /** The form {@link #with(String)} reads. */
    public String text() {
        return byComponent.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey().id() + "=" + entry.getValue())
                .collect(Collectors.joining(",", "", "," + KAFKA_CONTROLLER + "=" + kafkaController));
    }

    /** Refuses two parts on one port, and ports another program holds; names all of them at once. */
    void requireFree(List<Component> components) {
        Map<Integer, String> users = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (Component component : components) {
            claim(users, problems, of(component), component.id());
        }
        if (components.contains(Component.KAFKA)) {
            claim(users, problems, kafkaController, KAFKA_CONTROLLER);
        }
        users.forEach((port, name) -> taken(port)
                .ifPresent(why -> problems.add("Port " + port + " of " + name + " is taken by another program (" + why
                        + "). Stop that program, or choose another port: ./govshare up --ports " + name + "="
                        + suggestion(port))));
        if (!problems.isEmpty()) {
            throw new StackException(String.join("\n", problems));
        }
    }

    private static void claim(Map<Integer, String> users, List<String> problems, int port, String name) {
        String other = users.putIfAbsent(port, name);
        if (other != null) {
            problems.add("Port " + port + " is given to both " + other + " and " + name + ".");
        }
    }

    private static int suggestion(int port) {
        for (int candidate = port + 1000; candidate < 65_000; candidate += 1000) {
            if (taken(candidate).isEmpty()) {
                return candidate;
            }
        }
        return port + 1;
    }

    private static Optional<String> taken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static int hold(List<ServerSocket> held) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FREE_FROM, FREE_TO);
            ServerSocket socket = new ServerSocket();
            held.add(socket);
            try {
                socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
                return port;
            } catch (BindException taken) {
                // the next one, then
            }
        }
        throw new IOException("none found between " + FREE_FROM + " and " + FREE_TO);
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
