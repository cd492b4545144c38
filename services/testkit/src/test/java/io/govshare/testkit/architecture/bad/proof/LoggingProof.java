package io.govshare.testkit.architecture.bad.proof;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies, and loads more than it needs. */
class LoggingProof {

    Logger log() {
        return LoggerFactory.getLogger("proof");
    }
}
