package io.govshare.stack.cli;

import io.govshare.stack.StackOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --state DIR}, the same for every command. */
final class StateOption {

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where data, logs and secrets live (default: .govshare in the checkout).")
    private @Nullable Path state;

    Path directory() {
        return state == null ? StackOptions.checkout().resolve(".govshare") : state.toAbsolutePath();
    }
}
