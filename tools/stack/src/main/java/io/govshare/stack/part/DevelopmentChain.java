package io.govshare.stack.part;

import io.govshare.stack.process.Launch;
import io.govshare.stack.process.OneShot;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A development chain of one node: Ethereum's RPC and contracts, a block per second, no fees.
 *
 * <p>It has no validators' seals and no finality, so its anchors are never called consortium-sealed. Its state goes to
 * disk every second and at the end; a kill loses at most the last second of blocks. Headers, contracts and their storage
 * are kept for good, transactions and their receipts for five minutes.
 */
public final class DevelopmentChain implements Part {

    public static final String ID = "chain";
    public static final long CHAIN_ID = 31_337;

    // It writes all that it knows each second, and of a transaction it knows every call, some 16 KB for an anchor.
    private static final int BLOCKS_WITH_TRANSACTIONS = 300;

    private static final String PROGRAM = "node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil";

    private final Folders folders;
    private final int port;

    public DevelopmentChain(Folders folders, int port) {
        this.folders = folders;
        this.port = port;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public void prepare(Consumer<String> doing) throws IOException, InterruptedException {
        if (!Files.isExecutable(program())) {
            doing.accept("npm ci (downloads the chain's program once)");
            OneShot.run(
                    "npm ci",
                    new Launch(
                            List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"),
                            Map.of(),
                            module(),
                            folders.log("npm")),
                    folders.state(),
                    Duration.ofMinutes(10));
        }
        Folders.createPrivate(folders.data(ID));
        // It keeps blocks under its home directory and never removes them.
        Folders.createEmpty(folders.temporary(ID));
    }

    @Override
    public Launch launch() {
        return new Launch(
                List.of(
                        program().toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--chain-id",
                        Long.toString(CHAIN_ID),
                        "--block-time",
                        "1",
                        "--state",
                        folders.data(ID).resolve("state.json").toString(),
                        "--state-interval",
                        "1",
                        "--transaction-block-keeper",
                        Integer.toString(BLOCKS_WITH_TRANSACTIONS),
                        "--gas-price",
                        "0",
                        "--block-base-fee-per-gas",
                        "0",
                        "--disable-min-priority-fee",
                        "--silent"),
                Map.of(
                        "HOME", folders.temporary(ID).toString(),
                        "TMPDIR", folders.temporary(ID).toString()),
                folders.data(ID),
                folders.log(ID));
    }

    @Override
    public Optional<String> waitingFor() {
        return new ChainNode(URI.create("http://127.0.0.1:" + port)).chainId().isPresent()
                ? Optional.empty()
                : Optional.of("its first answer");
    }

    private Path module() {
        return folders.home().resolve("services/chain");
    }

    private Path program() {
        return module().resolve(PROGRAM);
    }
}
