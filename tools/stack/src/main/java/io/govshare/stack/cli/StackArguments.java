package io.govshare.stack.cli;

import io.govshare.stack.ChainAddress;
import io.govshare.stack.Ports;
import io.govshare.stack.StackException;
import io.govshare.stack.StackOptions;
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
            paramLabel = "URL,...",
            description = "Anchor to this Besu instead of the development chain; of several nodes, two must agree.")
    private @Nullable String chainUrl;

    @Option(
            names = "--validators",
            paramLabel = "ADDRESS,...",
            description = "Whose seals count on that Besu, as the consortium's members agreed; "
                    + ChainAddress.FROM_CHAIN
                    + " believes the node, for a chain of your own.")
    private @Nullable String validators;

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
                .withExistingChain(existingChain());
    }

    private Optional<ChainAddress> existingChain() {
        if (chainUrl == null && validators != null) {
            throw new StackException("--validators belongs to --chain-url: the development chain has none.");
        }
        return Optional.ofNullable(chainUrl).map(url -> ChainAddress.existing(url, Optional.ofNullable(validators)));
    }
}
