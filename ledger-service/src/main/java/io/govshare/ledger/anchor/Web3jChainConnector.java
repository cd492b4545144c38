package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorChain;
import io.govshare.chain.AnchorKey;
import io.govshare.chain.AnchorRegistryDeployer;
import io.govshare.chain.ChainConnection;
import io.govshare.chain.ChainMismatchException;
import io.govshare.chain.Web3jAnchorChain;
import io.govshare.ledger.log.LogIdentity;
import java.util.Locale;
import java.util.Optional;

/** The chain over JSON-RPC. */
final class Web3jChainConnector implements ChainConnector {

    private final ChainConnection connection;
    private final AnchorKey key;
    private final String configured;
    private final LogIdentity log;

    /** @param configured address of the registry to use, or empty to deploy one */
    Web3jChainConnector(ChainConnection connection, AnchorKey key, String configured, LogIdentity log) {
        this.connection = connection;
        this.key = key;
        this.configured = configured;
        this.log = log;
    }

    @Override
    public AnchorChain connect(Optional<Registry> known) {
        String contract = known.isPresent() ? agreed(known.get()) : opened();
        return new Web3jAnchorChain(connection, key, contract, log.origin());
    }

    private String agreed(Registry known) {
        if (!configured.isEmpty() && !configured.equalsIgnoreCase(known.contract())) {
            throw new ChainMismatchException("the log is in registry " + known.contract() + ", configured is "
                    + configured + ": receipts that were given out name the former");
        }
        return known.contract();
    }

    private String opened() {
        AnchorRegistryDeployer deployer = new AnchorRegistryDeployer(connection, key);
        String contract = configured.isEmpty() ? deployer.deploy() : configured.toLowerCase(Locale.ROOT);
        return deployer.open(contract, log.origin()).contract();
    }
}
