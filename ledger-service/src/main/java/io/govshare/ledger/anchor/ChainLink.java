package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorChain;
import io.govshare.chain.ChainMismatchException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The chain, once it could be reached. The service starts and takes entries without it.
 */
@Component
class ChainLink {

    private static final Logger LOG = LoggerFactory.getLogger(ChainLink.class);

    private final ChainConnector connector;
    private final Registries registries;
    private final Clock clock;
    private volatile @Nullable AnchorChain chain;

    ChainLink(ChainConnector connector, Registries registries, Clock clock) {
        this.connector = connector;
        this.registries = registries;
        this.clock = clock;
    }

    /** Connects at the first call that can. Fails as {@link ChainConnector#connect} does. */
    AnchorChain chain() {
        AnchorChain connected = chain;
        return connected == null ? connect() : connected;
    }

    /** Whether connecting only means to go where the log already is. */
    boolean isRegistered() {
        return chain != null || registries.find().isPresent();
    }

    /** One caller at a time: the connector closes what an earlier call gave out. */
    private synchronized AnchorChain connect() {
        AnchorChain connected = chain;
        if (connected != null) {
            return connected;
        }
        Optional<Registry> known = registries.find();
        connected = connector.connect(known);
        Registry found = Registry.of(connected.info());
        Registry remembered = known.orElseGet(() -> registries.remember(found, clock.instant()));
        if (!remembered.equals(found)) {
            throw new ChainMismatchException("the log lives at " + remembered + ", the chain offers " + found
                    + ": a log stays with its chain, another chain needs a new log");
        }
        LOG.info("anchors go to {}", remembered);
        chain = connected;
        return connected;
    }
}
