package io.govshare.stack.part;

import io.govshare.stack.process.Launch;
import io.govshare.stack.process.OneShot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One of the five services, from the jar its module builds.
 *
 * <p>The jar is unpacked once per build, since nested jars start slowly, and a {@link StartCache} is made of it. With
 * {@code throughput} the full compiler is used instead of the cache.
 */
public final class BootService implements Part {

    private static final int GRACE_SECONDS = 10;
    private static final Duration TRAINING_PATIENCE = Duration.ofMinutes(3);

    // Ends the JVM when the beans are made and nothing has been started yet: what is trained needs no other part.
    private static final String UNTIL_BEANS_ARE_MADE = "-Dspring.context.exit=onRefresh";

    private static final Map<String, String> WITHOUT_DATABASE = Map.of(
            "SPRING_FLYWAY_ENABLED", "false",
            "SPRING_DATASOURCE_HIKARI_INITIALIZATION_FAIL_TIMEOUT", "-1");

    private final Folders folders;
    private final String id;
    private final int port;
    private final Set<String> needs;
    private final Function<Path, Map<String, String>> environment;
    private final boolean throughput;
    private volatile Path program;

    /** @param environment its settings, given the folder where its data lie */
    public BootService(
            Folders folders,
            String id,
            int port,
            Set<String> needs,
            Function<Path, Map<String, String>> environment,
            boolean throughput) {
        this.folders = folders;
        this.id = id;
        this.port = port;
        this.needs = Set.copyOf(needs);
        this.environment = environment;
        this.throughput = throughput;
        this.program = folders.cache().resolve(id);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Set<String> needs() {
        return needs;
    }

    @Override
    public void install(Consumer<String> doing, Consumer<String> note) throws IOException, InterruptedException {
        Path jar = jar();
        try (var in = Files.newInputStream(jar)) {
            program = folders.cache().resolve("services").resolve(id + "-" + Fingerprint.of(in));
        }
        Archive.once(program, directory -> {
            doing.accept("unpacking");
            OneShot.run(
                    "unpacking " + jar.getFileName(),
                    new Launch(
                            List.of(
                                    Java.command(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-Djarmode=tools",
                                    "-jar",
                                    jar.toString(),
                                    "extract",
                                    "--force",
                                    "--destination",
                                    directory.toString()),
                            Map.of(),
                            directory,
                            folders.log(id + "-unpack")),
                    folders.state(),
                    Duration.ofMinutes(2));
        });
        startCache().make(id, this::train, doing, note);
        try {
            EarlierBuilds.remove(program);
        } catch (IOException e) {
            note.accept("What is left of earlier builds of " + id + " stays: " + e);
        }
    }

    // With data of its own: it must not touch those of a stack that runs.
    private void train(Path cache) throws IOException, InterruptedException {
        String name = id + "-training";
        Path scratch = Folders.createEmpty(folders.temporary(name));
        List<String> options = new ArrayList<>(StartCache.recording(cache));
        options.add(UNTIL_BEANS_ARE_MADE);
        try {
            OneShot.run(
                    "the training run",
                    launch(options, WITHOUT_DATABASE, scratch, scratch, folders.log(name)),
                    folders.state(),
                    TRAINING_PATIENCE);
        } finally {
            Folders.deleteTree(scratch);
        }
    }

    @Override
    public void prepare(Consumer<String> doing) throws IOException {
        Folders.createPrivate(folders.data(id));
        Folders.createEmpty(folders.temporary(id));
    }

    @Override
    public Launch launch() throws IOException {
        List<String> options = throughput
                ? List.of("-Xms256m", "-Xmx768m", "-XX:+UseParallelGC")
                : startCache().options();
        return launch(options, Map.of(), folders.data(id), folders.temporary(id), folders.log(id));
    }

    private Launch launch(List<String> options, Map<String, String> more, Path data, Path temporary, Path log)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(Java.command()));
        command.addAll(options);
        command.addAll(List.of(
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Duser.timezone=UTC",
                "-Djava.io.tmpdir=" + temporary,
                "-jar",
                extracted().toString()));
        Map<String, String> variables = new HashMap<>(environment.apply(data));
        variables.put("SERVER_PORT", Integer.toString(port));
        variables.put("SERVER_ADDRESS", "127.0.0.1");
        variables.put("SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE", GRACE_SECONDS + "s");
        variables.putAll(more);
        return new Launch(command, variables, data, log);
    }

    @Override
    public Optional<String> waitingFor() {
        return Http.status(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .map(status -> status == 200 ? Optional.<String>empty() : Optional.of("readiness (now " + status + ")"))
                .orElse(Optional.of("its port"));
    }

    private StartCache startCache() {
        return new StartCache(program);
    }

    private Path jar() throws IOException {
        Path target = folders.home().resolve(id).resolve("target");
        return oneEndingWith(target, "-exec.jar")
                .orElseThrow(() ->
                        new IOException("There is no built " + id + " in " + target + "; run './govshare build'."));
    }

    private Path extracted() throws IOException {
        return oneEndingWith(program, ".jar")
                .orElseThrow(() -> new IOException("Nothing was unpacked into " + program + "."));
    }

    private static Optional<Path> oneEndingWith(Path directory, String suffix) {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + directory, e);
        }
    }
}
