package io.govshare.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.govshare.proof.chain.Consensus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.web3j.protocol.core.Response;

/**
 * A development chain (anvil) for tests: its own process on a free port of the loopback address, with its own directory
 * as HOME, ended by its handle. Gas is free and no account is rich, as in the consortium.
 */
public final class DevChain implements AutoCloseable {
    public static final long CHAIN_ID = 31_337;

    private static final String BINARY = "services/chain/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil";
    private static final Pattern LISTENING = Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path home;
    private final Duration blockTime;
    private final long chainId;
    private final long gasPrice;
    /** For a test run that is cut off: nothing is left running. */
    private final Thread atExit = new Thread(this::halt, "dev-chain-end");

    private volatile Process process;
    private int port;

    private DevChain(Path home, Duration blockTime, long chainId, long gasPrice) {
        this.home = home;
        this.blockTime = blockTime;
        this.chainId = chainId;
        this.gasPrice = gasPrice;
        this.process = launch(0);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Ten blocks a second: tests wait for blocks more often than for anything else. */
    public static DevChain start() {
        return start(Duration.ofMillis(100), CHAIN_ID);
    }

    public static DevChain start(Duration blockTime, long chainId) {
        return start(blockTime, chainId, 0);
    }

    /** Takes no transaction that offers less, in wei; accounts need coins then, see {@link #endow}. */
    public static DevChain start(Duration blockTime, long chainId, long gasPrice) {
        try {
            return new DevChain(Files.createTempDirectory("govshare-chain"), blockTime, chainId, gasPrice);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public long chainId() {
        return chainId;
    }

    public ChainSettings settings() {
        return ChainSettings.of(url(), chainId, Consensus.DEVELOPMENT);
    }

    /** Makes a block now. */
    public void mine() {
        tell("evm_mine");
    }

    /** Makes no blocks any more but by {@link #mine}. */
    public void pause() {
        tell("evm_setIntervalMining", 0);
    }

    /** Gives the account so many wei. */
    public void endow(String address, long wei) {
        tell("anvil_setBalance", address, Hex.of(wei));
    }

    /** The result of any call; public for Jackson. */
    public static final class Anything extends Response<Object> {}

    private void tell(String method, Object... parameters) {
        try (ChainConnection connection = new ChainConnection(settings())) {
            Anything answer = connection.ask(method, List.of(parameters), Anything.class);
            if (answer.hasError()) {
                throw new IllegalStateException(
                        method + ": " + answer.getError().getMessage());
            }
        }
    }

    /** Kills the process; the address stays reserved for {@link #resume}. */
    public void halt() {
        end(process);
    }

    /** Starts again at the same address. State since the last orderly end is lost, as with a chain set up anew. */
    public void resume() {
        process = launch(port);
    }

    @Override
    public void close() {
        end(process);
        Runtime.getRuntime().removeShutdownHook(atExit);
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch(int onPort) {
        List<String> command = new ArrayList<>(List.of(binary().toString()));
        command.addAll(List.of("--host", "127.0.0.1", "--port", String.valueOf(onPort)));
        command.addAll(List.of("--chain-id", String.valueOf(chainId), "--accounts", "0"));
        command.addAll(List.of("--block-time", String.valueOf(blockTime.toMillis() / 1000.0)));
        command.addAll(List.of("--gas-price", String.valueOf(gasPrice), "--disable-min-priority-fee"));
        command.addAll(List.of("--block-base-fee-per-gas", String.valueOf(gasPrice)));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(home.toFile());
        builder.environment().put("HOME", home.toString());
        try {
            Process started = builder.start();
            CompletableFuture<Integer> listening = new CompletableFuture<>();
            // Reads on after the start: a full pipe would stop the chain.
            Thread.ofPlatform().daemon().name("dev-chain-output").start(() -> read(started, listening));
            port = listening.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("the development chain does not start", e);
        } catch (Exception e) {
            throw new IllegalStateException("the development chain does not start", e);
        }
    }

    private static void read(Process process, CompletableFuture<Integer> listening) {
        StringBuilder seen = new StringBuilder();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (listening.isDone()) {
                    continue;
                }
                seen.append(line).append('\n');
                Matcher matcher = LISTENING.matcher(line);
                if (matcher.find()) {
                    listening.complete(Integer.valueOf(matcher.group(1)));
                }
            }
            listening.completeExceptionally(new IllegalStateException("anvil ended:\n" + seen));
        } catch (IOException e) {
            listening.completeExceptionally(e);
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Path binary() {
        String named = System.getenv("GOVSHARE_ANVIL");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve(BINARY))) {
                return folder.resolve(BINARY);
            }
        }
        throw new IllegalStateException("anvil is not installed: build services/chain first, "
                + "or name the binary in GOVSHARE_ANVIL (the npm package exists for Linux on x64 only)");
    }
}
