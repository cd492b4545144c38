package io.govshare.stack.part;

import java.nio.file.Path;

/** The Java that runs this program runs the parts as well. */
final class Java {

    private Java() {}

    static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    static String command() {
        return home().resolve("bin/java").toString();
    }
}
