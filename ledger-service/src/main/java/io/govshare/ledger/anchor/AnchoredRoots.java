package io.govshare.ledger.anchor;

import io.govshare.chain.ChainMismatchException;
import io.govshare.chain.ChainUnavailableException;
import io.govshare.proof.merkle.Hash;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether the contract still says what the database says it does. */
@Component
public class AnchoredRoots {

    private final Anchors anchors;
    private final ChainLink link;

    AnchoredRoots(Anchors anchors, ChainLink link) {
        this.anchors = anchors;
        this.link = link;
    }

    /** Asks for the newest confirmed anchor. */
    public Answer compareNewest() {
        Optional<Anchor.Confirmed> newest =
                anchors.newest(Long.MAX_VALUE, 1).stream().findFirst();
        if (newest.isEmpty() || !link.isRegistered()) {
            return new Answer(false, 0, null);
        }
        long size = newest.get().size();
        try {
            Optional<Hash> held = link.chain().anchoredRoot(size);
            return new Answer(true, size, difference(held, newest.get()));
        } catch (ChainUnavailableException e) {
            return new Answer(false, size, null);
        } catch (ChainMismatchException e) {
            return new Answer(true, size, e.getMessage());
        }
    }

    private static @Nullable String difference(Optional<Hash> held, Anchor.Confirmed anchor) {
        return held.filter(anchor.root()::equals).isPresent()
                ? null
                : "the contract holds root " + held.map(Hash::toString).orElse("nothing") + " where the database has "
                        + anchor.root();
    }

    /**
     * @param asked whether the chain gave an answer
     * @param difference what is not as it should be; absent when all is well
     */
    public record Answer(boolean asked, long size, @Nullable String difference) {}
}
