package io.govshare.stack.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How PostgreSQL, which refuses to run as root, is run by root.
 *
 * <p>Neither way needs a wider permission anywhere in the checkout. First choice is a user namespace without any
 * mapping: the server sees itself as nobody and still is root to the file system, so root's own 0700 directories stay
 * as they are. Where namespaces are forbidden, the server runs as nobody with the one capability of passing
 * directories that are not its own, and its data belongs to nobody.
 */
record UnprivilegedAccount(List<String> prefix, int owner) {

    private static final int NOBODY = 65_534;
    private static final List<String> NAMESPACE = List.of("unshare", "--user", "--");
    private static final List<String> OTHER_USER = List.of(
            "setpriv",
            // Otherwise access(2), by which initdb looks for its programs, leaves the capability aside.
            "--securebits=+no_setuid_fixup",
            "--reuid=" + NOBODY,
            "--regid=" + NOBODY,
            "--clear-groups",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override",
            "--");

    static UnprivilegedAccount find() throws IOException, InterruptedException {
        int self = userId();
        if (self != 0) {
            return new UnprivilegedAccount(List.of(), self);
        }
        if (works(NAMESPACE)) {
            return new UnprivilegedAccount(NAMESPACE, 0);
        }
        if (works(OTHER_USER)) {
            return new UnprivilegedAccount(OTHER_USER, NOBODY);
        }
        throw new IOException("PostgreSQL refuses to run as root, and neither 'unshare --user' nor 'setpriv' is"
                + " possible here; run this as an ordinary user.");
    }

    static UnprivilegedAccount otherUser() {
        return new UnprivilegedAccount(OTHER_USER, NOBODY);
    }

    /** Gives a directory and all in it to the account the server runs under. */
    void own(Path directory) throws IOException {
        if (userId() != 0 || owner(directory) == owner) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    List<String> command(List<String> command) {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(command);
        return line;
    }

    static int owner(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static int userId() throws IOException {
        // Not /proc/self: that is a link, and it is root's.
        Path self = Path.of("/proc/" + ProcessHandle.current().pid());
        return Files.exists(self) ? owner(self) : owner(Path.of(System.getProperty("user.home", ".")));
    }

    private static boolean works(List<String> prefix) throws InterruptedException {
        List<String> line = new ArrayList<>(prefix);
        line.add("true");
        try {
            return new ProcessBuilder(line)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
