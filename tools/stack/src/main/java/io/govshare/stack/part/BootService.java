package io.govshare.stack.part;

import io.govshare.stack.process.Launch;
import io.govshare.stack.process.OneShot;
import io.govshare.stack.process.RunningProcess.Keep;
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
import java.util.stream.Stream;

/**
 * One of the five services, from the jar its module builds.
 *
 * <p>The jar is unpacked once per build, since nested jars start slowly. The first run of a build writes down what it
 * loaded, and at its end the JVM makes a start-up (AOT) cache of it that later runs use: no extra run is needed to
 * train it. With {@code throughput} neither is used, and the full compiler is.
 */
public final class BootService implements Part {

    private static final int GRACE_SECONDS = 10;

    private final Folders folders;
    private final String id;
    private final int port;
    private final Set<String> needs;
    private final Map<String, String> environment;
    private final boolean throughput;
    private volatile Path program;

    public BootService(
            Folders folders,
            String id,
            int port,
            Set<String> needs,
            Map<String, String> environment,
            boolean throughput) {
        this.folders = folders;
        this.id = id;
        this.port = port;
        this.needs = Set.copyOf(needs);
        this.environment = Map.copyOf(environment);
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
    public void install(Consumer<String> doing) throws IOException, InterruptedException {
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
    }

    @Override
    public void prepare(Consumer<String> doing) throws IOException {
        Folders.createPrivate(folders.data(id));
        Folders.createEmpty(folders.temporary(id));
    }

    @Override
    public Launch launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(Java.command()));
        if (throughput) {
            command.addAll(List.of("-Xms256m", "-Xmx768m", "-XX:+UseParallelGC"));
        } else {
            command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
            if (Files.isRegularFile(cache())) {
                command.add("-XX:AOTCache=" + cache());
            } else {
                Files.createDirectories(training().getParent());
                Files.deleteIfExists(training());
                Files.deleteIfExists(training().resolveSibling(training().getFileName() + ".config"));
                command.add("-XX:AOTCacheOutput=" + training());
            }
            // A cache made by another JVM is passed over in silence rather than with a warning per service.
            command.add("-Xlog:aot=off");
            command.add("-Xlog:cds=off");
        }
        command.addAll(List.of(
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Duser.timezone=UTC",
                "-Djava.io.tmpdir=" + folders.temporary(id),
                "-jar",
                extracted().toString()));
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("SERVER_PORT", Integer.toString(port));
        variables.put("SERVER_ADDRESS", "127.0.0.1");
        variables.put("SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE", GRACE_SECONDS + "s");
        return new Launch(command, variables, folders.data(id), folders.log(id));
    }

    @Override
    public Optional<String> waitingFor() {
        return Http.status(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .map(status -> status == 200 ? Optional.<String>empty() : Optional.of("readiness (now " + status + ")"))
                .orElse(Optional.of("its port"));
    }

    /** A JVM writes what it has seen into the file, empty until then, when it is already on its way out. */
    @Override
    public boolean failed() {
        try {
            return Files.size(training().resolveSibling(training().getFileName() + ".config")) > 0;
        } catch (IOException noTraining) {
            return false;
        }
    }

    @Override
    public Optional<Keep> keep() {
        return throughput || Files.isRegularFile(cache())
                ? Optional.empty()
                : Optional.of(new Keep(training(), cache()));
    }

    private Path cache() {
        return program.resolve("start-" + Runtime.version() + ".aot");
    }

    private Path training() {
        return folders.run().resolve(id + ".aot");
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
