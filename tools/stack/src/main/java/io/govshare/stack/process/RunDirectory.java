package io.govshare.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The records of what runs, one file per process, so that any later command finds it again.
 *
 * <p>A record is written to the side and moved into place: a reader sees a whole one or none.
 */
public final class RunDirectory {

    private static final String SUFFIX = ".process";

    private final Path directory;

    public RunDirectory(Path directory) {
        this.directory = directory;
    }

    public void write(RunningProcess process) {
        Properties properties = new Properties();
        properties.setProperty("pid", Long.toString(process.mark().pid()));
        properties.setProperty("started", process.mark().started());
        properties.setProperty("signal", process.signal().name());
        try {
            Files.createDirectories(directory);
            Path side = directory.resolve(process.name() + ".new");
            try (var out = Files.newOutputStream(side)) {
                properties.store(out, null);
            }
            Files.move(side, file(process.name()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record a process under " + directory, e);
        }
    }

    public Optional<RunningProcess> read(String name) {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(file(name))) {
            properties.load(in);
        } catch (IOException absent) {
            return Optional.empty();
        }
        return Optional.of(new RunningProcess(
                name,
                new ProcessMark(
                        Long.parseLong(properties.getProperty("pid", "-1")), properties.getProperty("started", "")),
                StopSignal.valueOf(properties.getProperty("signal", StopSignal.TERM.name()))));
    }

    /** Every recorded process, running or not. */
    public List<RunningProcess> all() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .flatMap(name -> read(name).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }

    public void remove(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the record of " + name, e);
        }
    }

    private Path file(String name) {
        return directory.resolve(name + SUFFIX);
    }
}
