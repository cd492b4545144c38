package io.govshare.stack;

import io.govshare.stack.part.Folders;
import io.govshare.stack.process.ProcessMark;
import io.govshare.stack.process.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The directory of one stack: who holds it, and how the running stack was asked to be.
 *
 * <p>The lock belongs to whoever starts or supervises the stack and vanishes with that process, however it ends.
 */
final class StateDirectory {

    private static final List<String> EMPTIED_WHEN_FRESH = List.of("data", "logs", "run", "tmp", "secrets.properties");
    private static final String OPTIONS = "stack.properties";

    private final Path directory;

    StateDirectory(Path directory) {
        this.directory = directory;
    }

    /** @param supervisor the process that ends the stack when it ends itself; empty for a detached stack */
    record Running(StackOptions options, Optional<ProcessMark> supervisor) {}

    Path path() {
        return directory;
    }

    RunDirectory run() {
        return new RunDirectory(directory.resolve("run"));
    }

    /** Creates the directory, for its owner only; refuses one that belongs to somebody else. */
    void create() {
        try {
            Folders.createPrivate(directory);
            Object owner = Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            Path probe = Files.createTempFile(directory, "owner", null);
            Object self = Files.getAttribute(probe, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            Files.delete(probe);
            if (!owner.equals(self)) {
                throw new StackException(directory + " belongs to " + Files.getOwner(directory)
                        + "; run as that user, or choose another directory with --state DIR.");
            }
        } catch (IOException e) {
            throw new StackException(
                    "Cannot write to " + directory + " (" + e.getMessage()
                            + "); run as its owner, or choose another directory with --state DIR.",
                    e);
        }
    }

    /** The lock, or nothing while another process holds it. */
    Optional<FileChannel> lock() {
        try {
            FileChannel channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return Optional.of(channel);
                }
            } catch (OverlappingFileLockException heldByThisProcess) {
                // as if by another
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + directory, e);
        }
    }

    void empty() {
        for (String name : EMPTIED_WHEN_FRESH) {
            try {
                Folders.deleteTree(directory.resolve(name));
            } catch (IOException e) {
                throw new StackException("Cannot empty " + directory + ": " + e.getMessage(), e);
            }
        }
    }

    void remember(StackOptions options) {
        Properties properties = new Properties();
        properties.setProperty("home", options.home().toString());
        properties.setProperty("ports", options.ports().text());
        properties.setProperty(
                "components",
                options.components().stream().map(Component::id).sorted().collect(Collectors.joining(",")));
        properties.setProperty("throughput", Boolean.toString(options.throughput()));
        options.existingChain().ifPresent(chain -> {
            properties.setProperty("chain.url", chain.urls());
            properties.setProperty("chain.id", Long.toString(chain.id()));
            properties.setProperty("chain.consensus", chain.consensus());
            properties.setProperty("chain.validators", String.join(",", chain.validators()));
        });
        if (!options.detached()) {
            ProcessMark self = ProcessMark.own();
            properties.setProperty("supervisor.pid", Long.toString(self.pid()));
            properties.setProperty("supervisor.started", self.started());
        }
        try {
            Files.createDirectories(directory.resolve("run"));
            try (var out = Files.newOutputStream(directory.resolve("run").resolve(OPTIONS))) {
                properties.store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(directory.resolve("run").resolve(OPTIONS));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
    }

    /** How the stack that was started here last was asked to be; empty after an orderly end. */
    Optional<Running> remembered() {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(directory.resolve("run").resolve(OPTIONS))) {
            properties.load(in);
        } catch (IOException absent) {
            return Optional.empty();
        }
        String supervisor = properties.getProperty("supervisor.pid");
        StackOptions options = StackOptions.of(Path.of(properties.getProperty("home", ".")))
                .withState(directory)
                .withPorts(Ports.defaults().with(properties.getProperty("ports", "")))
                .withDetached(supervisor == null)
                .withComponents(Component.list(properties.getProperty("components", "")))
                .withThroughput(Boolean.parseBoolean(properties.getProperty("throughput")))
                .withExistingChain(chain(properties));
        return Optional.of(new Running(
                options,
                Optional.ofNullable(supervisor)
                        .map(pid -> new ProcessMark(
                                Long.parseLong(pid), properties.getProperty("supervisor.started", "")))));
    }

    /** As it was when the stack was started: looking at a stack, or ending it, asks no chain. */
    private static Optional<ChainAddress> chain(Properties properties) {
        return Optional.ofNullable(properties.getProperty("chain.url"))
                .map(ChainAddress::addresses)
                .map(urls -> new ChainAddress(
                        urls.getFirst(),
                        urls.subList(1, urls.size()),
                        Long.parseLong(properties.getProperty("chain.id")),
                        properties.getProperty("chain.consensus"),
                        Arrays.stream(properties.getProperty("chain.validators").split(","))
                                .filter(address -> !address.isEmpty())
                                .toList()));
    }
}
