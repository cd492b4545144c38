package io.govshare.e2e;

import io.govshare.proof.receipt.Verdict;
import io.govshare.stack.ChainAddress;
import io.govshare.stack.Progress;
import io.govshare.stack.Stack;
import io.govshare.stack.StackOptions;
import io.govshare.stack.client.Operator;
import io.govshare.stack.client.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The stack that all system tests share, started at first use and gone with the JVM. It anchors to a Besu network where
 * {@link #BESU} names one, otherwise to a development chain.
 */
final class World {

    /** RPC addresses of the nodes of a QBFT network, separated by commas; the first one is used. */
    static final String BESU = "GOVSHARE_BESU_RPC_URLS";

    static final String NO_BESU = BESU + " does not name a Besu network (README: A consortium of your own)";

    private static @Nullable World shared;

    private final Stack stack;
    private final Platform platform;

    private World(Stack stack) {
        this.stack = stack;
        this.platform = new Platform(stack.gateway(), stack.issuer(), stack.demoPassword());
    }

    static synchronized World world() {
        if (shared == null) {
            Path state = temporaryFolder();
            Stack stack = Stack.up(StackOptions.isolated(state).withExistingChain(besu()), Progress.silent());
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("e2e-clean-up").unstarted(() -> {
                        stack.close();
                        delete(state);
                    }));
            shared = new World(stack);
        }
        return shared;
    }

    /** A network for tests may say itself whose seals count. */
    private static Optional<ChainAddress> besu() {
        return besuNode().map(url -> ChainAddress.existing(url, Optional.of(ChainAddress.FROM_CHAIN)));
    }

    static Optional<URI> besuNode() {
        return Optional.ofNullable(System.getenv(BESU))
                .filter(urls -> !urls.isBlank())
                .map(urls -> URI.create(urls.split(",", -1)[0].strip()));
    }

    Stack stack() {
        return stack;
    }

    /** What a receipt in good order is found to be. */
    Verdict.Outcome bestOutcome() {
        return stack.options().existingChain().isPresent()
                ? Verdict.Outcome.VALID
                : Verdict.Outcome.NOT_CONSORTIUM_SEALED;
    }

    Platform platform() {
        return platform;
    }

    Operator operator(String user) {
        return platform.operator(user);
    }

    /** A new dataset of this agency with one required text field {@code name} and a whole number {@code amount}. */
    UUID dataset(String agency, String sharing) {
        Map<String, Object> schema = Map.of(
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "type",
                "object",
                "additionalProperties",
                false,
                "required",
                List.of("name"),
                "properties",
                Map.of(
                        "name", Map.of("type", "string", "maxLength", 20_000, "x-layer", "public"),
                        "amount", Map.of("type", "integer", "x-layer", "government"),
                        "note", Map.of("type", "string", "x-layer", "restricted")));
        JsonNode created = operator(agency + "-admin")
                .createsDataset(Map.of(
                        "title",
                        "Dataset " + UUID.randomUUID(),
                        "description",
                        "made by a system test",
                        "sharing",
                        sharing,
                        "schema",
                        schema))
                .expect(201)
                .json();
        return UUID.fromString(created.path("id").asString());
    }

    /** Waits until the record's receipt can be fetched. */
    byte[] receipt(Operator reader, UUID record) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        var answer = reader.fetchesReceipt(record);
        while (answer.status() != 200 && Instant.now().isBefore(deadline)) {
            pause(Duration.ofMillis(100));
            answer = reader.fetchesReceipt(record);
        }
        return answer.expect(200).body();
    }

    static void eventually(String what, Duration within, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(within);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("not within " + within.toSeconds() + " s: " + what);
            }
            pause(Duration.ofMillis(250));
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("govshare-e2e");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
