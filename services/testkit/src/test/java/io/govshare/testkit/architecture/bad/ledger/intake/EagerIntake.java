package io.govshare.testkit.architecture.bad.ledger.intake;

import io.govshare.testkit.architecture.bad.ledger.log.Tiles;

/** Reaches for the stage after its own. */
class EagerIntake {

    Tiles tiles() {
        return new Tiles();
    }
}
