package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorSigner;
import io.govshare.ledger.StartCheck;
import io.govshare.ledger.WrongKeyException;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The contract takes anchors of a log from one account for ever. */
@Component
class AnchorKeyCheck extends StartCheck {

    private final Registries registries;
    private final AnchorSigner signer;

    AnchorKeyCheck(Registries registries, @Lazy AnchorSigner signer) {
        this.registries = registries;
        this.signer = signer;
    }

    @Override
    protected void check() {
        String address = signer.address();
        registries.find().filter(known -> !known.sender().equals(address)).ifPresent(known -> {
            throw refused("The anchoring key is that of " + address, known);
        });
    }

    static WrongKeyException refused(String finding, Registry known) {
        return new WrongKeyException(
                finding + ", and the contract " + known.contract() + " takes anchors of this log from " + known.sender()
                        + " only",
                "Restore the key's file from its backup, or name the service that has this key in"
                        + " govshare.ledger.signer. Another key means another log, which needs an empty database and a"
                        + " name of its own in govshare.ledger.origin.");
    }
}
