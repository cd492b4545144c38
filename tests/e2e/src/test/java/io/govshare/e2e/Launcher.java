package io.govshare.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Types commands into a shell at the top of a checkout.
 *
 * @param home the checkout
 * @param user who types
 * @param folder where outputs are kept
 */
record Launcher(Path home, int user, Path folder) {

    private static final int ROOT = 0;
    private static final int NOBODY = 65_534;
    private static final int PATIENCE_MINUTES = 15;

    record Result(int status, String output) {}

    /** This checkout, as whoever runs the tests. */
    static Launcher here(Path folder) throws IOException {
        return new Launcher(StackOptions.checkout(), self(), folder);
    }

    /** Never root: where root runs the tests, nobody in a copy of this checkout as it is built. */
    static Launcher ofAnOrdinaryUser(Path folder) throws IOException, InterruptedException {
        Launcher here = here(folder);
        if (here.user() != ROOT) {
            return here;
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path copy = Files.createDirectories(folder.resolve("their checkout"));
        // Linked where possible, since it is a gigabyte: they own the folders and can read the files. The database
        // server they unpack themselves.
        Result copied = here.run("""
                set -e
                into='%s'
                copy() { cp -al "$@" 2>/dev/null || cp -a "$@"; }
                for each in *; do [ "$each" = tests ] || copy "$each" "$into/"; done
                copy .mvn "$into/"
                mkdir "$into/.govshare"
                copy .govshare/cache "$into/.govshare/"
                rm -rf "$into"/.govshare/cache/postgresql-*
                find "$into" -type d -exec chown %d:%d {} +
                """.formatted(copy, NOBODY, NOBODY));
        assertThat(copied.status()).as(copied.output()).isZero();
        return new Launcher(copy, NOBODY, folder);
    }

    /** Runs a command line to its end and returns all that it printed. */
    Result run(String command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        List<String> line = new ArrayList<>();
        if (user != self()) {
            line.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", "--"));
            line.addAll(List.of("env", "HOME=" + home));
        }
        line.addAll(List.of("bash", "-c", command));
        Process process = new ProcessBuilder(line)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroy();
            throw new AssertionError(
                    command + " took longer than " + PATIENCE_MINUTES + " minutes: " + Files.readString(output));
        }
        return new Result(process.exitValue(), Files.readString(output));
    }

    private static int self() throws IOException {
        Path self = Path.of("/proc/" + ProcessHandle.current().pid());
        return (Integer) Files.getAttribute(self, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}
