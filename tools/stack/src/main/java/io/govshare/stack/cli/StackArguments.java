package io.govshare.stack.cli;

import io.govshare.stack.Ports;
import io.govshare.stack.StackOptions;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a stack is to be, as given on the command line; {@code up} and {@code demo} share it. */
final class StackArguments {

    @Mixin
    private StateOption state = new StateOption();

    @Option(names = "--fresh", description = "Throw away the data of earlier runs first.")
    private boolean fresh;

    @Option(
            names = "--ports",
            paramLabel = "NAME=PORT,...",
            description = "Other ports, for example gateway=9080,postgresql=5433.")
    private @Nullable String ports;

    @Option(
            names = "--chain-url",
            paramLabel = "URL",
            description = "Anchor to this Besu instead of the development chain.")
    private @Nullable URI chainUrl;

    @Option(
            names = "--throughput",
            description = "Full compiler and larger heaps instead of the quickest start: for benchmarks.")
    private boolean throughput;

    StackOptions options() {
        return StackOptions.of(StackOptions.checkout())
                .withState(state.directory())
                .withPorts(ports == null ? Ports.defaults() : Ports.defaults().with(ports))
                .withFresh(fresh)
                .withThroughput(throughput)
                .withChainUrl(Optional.ofNullable(chainUrl));
    }
}
