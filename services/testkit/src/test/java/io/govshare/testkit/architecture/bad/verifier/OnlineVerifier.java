package io.govshare.testkit.architecture.bad.verifier;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Asks somebody for the verdict. */
class OnlineVerifier {

    void check() throws IOException {
        try (Socket somebody = new Socket(InetAddress.getLoopbackAddress(), 1)) {
            somebody.getOutputStream().flush();
        }
    }
}
