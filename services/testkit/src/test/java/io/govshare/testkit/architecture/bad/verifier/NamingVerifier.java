package io.govshare.testkit.architecture.bad.verifier;

import java.net.URI;

/** Names an address, and asks nobody. */
class NamingVerifier {

    URI subject(String name) {
        return URI.create("urn:govshare:" + name);
    }
}
