package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorChain;
import io.govshare.chain.ChainMismatchException;
import io.govshare.chain.ChainUnavailableException;
import io.govshare.proof.merkle.Hash;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether the contract still says what the database says it does. */
@Component
public class AnchoredRoots {

    private final ChainLink link;

    AnchoredRoots(ChainLink link) {
        this.link = link;
    }

    /** Asks for the root of the anchor's size; where there are several endpoints, two have to say that it differs. */
    public Answer compare(Anchor.Confirmed anchor) {
        if (!link.isRegistered()) {
            return new Answer(false, null);
        }
        try {
            AnchorChain chain = link.chain();
            return new Answer(
                    true,
                    difference(chain.anchoredRoot(anchor.size()), anchor) == null
                            ? null
                            : difference(chain.agreedRoot(anchor.size()), anchor));
        } catch (ChainUnavailableException e) {
            return new Answer(false, null);
        } catch (ChainMismatchException e) {
            return new Answer(true, e.getMessage());
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
    public record Answer(boolean asked, @Nullable String difference) {}
}
