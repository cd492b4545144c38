package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorChain;
import io.govshare.chain.AnchorRegistryDeployer;
import io.govshare.chain.AnchorSigner;
import io.govshare.chain.BlockSeals;
import io.govshare.chain.ChainConnection;
import io.govshare.chain.ChainMismatchException;
import io.govshare.chain.ChainSettings;
import io.govshare.chain.ChainUnavailableException;
import io.govshare.chain.Endpoints;
import io.govshare.chain.GasPrices;
import io.govshare.chain.RedundantAnchorChain;
import io.govshare.chain.SetupTransactions;
import io.govshare.chain.UnagreedException;
import io.govshare.chain.Web3jAnchorChain;
import io.govshare.ledger.log.LogIdentity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The chain over JSON-RPC, through one endpoint or several. */
final class Web3jChainConnector implements ChainConnector, AutoCloseable {

    /** Some blocks of a healthy network; then the next endpoint is asked to take the same transaction. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<ChainConnection> connections;
    private final Endpoints endpoints;
    private final BlockSeals seals;
    private final AnchorSigner signer;
    private final GasPrices prices;
    private final SetupTransactions setup;
    private final String configured;
    private final LogIdentity log;
    private final InstantSource clock;
    private @Nullable RedundantAnchorChain connected;

    /**
     * @param nodes as many as there are endpoints, in the same order
     * @param configured address of the registry to use, or empty to deploy one
     */
    Web3jChainConnector(
            List<ChainSettings> nodes,
            Endpoints endpoints,
            BlockSeals seals,
            AnchorSigner signer,
            GasPrices prices,
            SetupTransactions setup,
            String configured,
            LogIdentity log,
            InstantSource clock) {
        this.connections = nodes.stream().map(ChainConnection::new).toList();
        this.endpoints = endpoints;
        this.seals = seals;
        this.signer = signer;
        this.prices = prices;
        this.setup = setup;
        this.configured = configured;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public synchronized AnchorChain connect(Optional<Registry> known) {
        String contract = known.isPresent() ? agreed(known.get()) : opened();
        if (connected != null) {
            connected.close();
        }
        List<AnchorChain> chains = new ArrayList<>();
        connections.forEach(node -> chains.add(new Web3jAnchorChain(node, signer, contract, log.origin())));
        connected = new RedundantAnchorChain(endpoints, chains, seals, clock);
        return connected;
    }

    private String agreed(Registry known) {
        if (!configured.isEmpty() && !configured.equalsIgnoreCase(known.contract())) {
            throw new ChainMismatchException("the log is in registry " + known.contract() + ", configured is "
                    + configured + ": receipts that were given out name the former");
        }
        return known.contract();
    }

    private String opened() {
        return endpoints.first(index -> {
            AnchorRegistryDeployer deployer = deployer(index);
            String contract = configured.isEmpty() ? deployer.deploy() : configured.toLowerCase(Locale.ROOT);
            deployer.open(contract, log.origin());
            requireSecond(index, contract);
            return contract;
        });
    }

    private AnchorRegistryDeployer deployer(int index) {
        return new AnchorRegistryDeployer(connections.get(index), signer, prices, setup, PATIENCE);
    }

    /** The registry is remembered for ever, so one endpoint's word for it is not enough where there are several. */
    private void requireSecond(int first, String contract) {
        List<String> reasons = new ArrayList<>();
        for (int index = 0; index < connections.size(); index++) {
            if (index == first) {
                continue;
            }
            try {
                if (deployer(index).isOpen(contract, log.origin())) {
                    return;
                }
                reasons.add(connections.get(index).settings().endpoint() + " has no log of ours there");
            } catch (ChainUnavailableException | ChainMismatchException e) {
                reasons.add(connections.get(index).settings().endpoint() + ": " + e.getMessage());
            }
        }
        if (!reasons.isEmpty()) {
            throw new UnagreedException(
                    "no second endpoint agrees that registry " + contract + " is there: " + String.join("; ", reasons));
        }
    }

    @Override
    public synchronized void close() {
        if (connected != null) {
            connected.close();
        }
        connections.forEach(ChainConnection::close);
    }
}
