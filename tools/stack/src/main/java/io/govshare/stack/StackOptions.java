package io.govshare.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How a stack is to be.
 *
 * @param home the checkout
 * @param state where data, logs, secrets and process records live
 * @param fresh whether what an earlier run left there is thrown away first
 * @param detached whether the parts go on when the program that started them ends
 * @param components what it consists of; a part that is left out is not waited for by the others
 * @param throughput with the full compiler and larger heaps instead of the quickest start: for benchmarks
 * @param existingChain a chain that runs already, to use instead of the development chain
 */
public record StackOptions(
        Path home,
        Path state,
        Ports ports,
        boolean fresh,
        boolean detached,
        Set<Component> components,
        boolean throughput,
        Optional<ChainAddress> existingChain) {

    public StackOptions {
        home = home.toAbsolutePath().normalize();
        state = state.toAbsolutePath().normalize();
        components = Set.copyOf(components);
    }

    /** Default ports, state in {@code .govshare} of the checkout. */
    public static StackOptions of(Path home) {
        return new StackOptions(
                home,
                home.resolve(".govshare"),
                Ports.defaults(),
                false,
                false,
                EnumSet.allOf(Component.class),
                false,
                Optional.empty());
    }

    /** For tests: free ports and a state directory of its own. */
    public static StackOptions isolated(Path state) {
        return of(checkout()).withState(state).withPorts(Ports.free());
    }

    /** The checkout this program runs in: the launcher says, otherwise the folder above that holds the launcher. */
    public static Path checkout() {
        String told = System.getProperty("govshare.home");
        if (told != null) {
            return Path.of(told).toAbsolutePath();
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("govshare")) && Files.isRegularFile(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new StackException("This is not run inside a GovShare checkout (no file named govshare in "
                + Path.of("").toAbsolutePath() + " or above it).");
    }

    public StackOptions withState(Path value) {
        return new StackOptions(home, value, ports, fresh, detached, components, throughput, existingChain);
    }

    public StackOptions withPorts(Ports value) {
        return new StackOptions(home, state, value, fresh, detached, components, throughput, existingChain);
    }

    public StackOptions withFresh(boolean value) {
        return new StackOptions(home, state, ports, value, detached, components, throughput, existingChain);
    }

    public StackOptions withDetached(boolean value) {
        return new StackOptions(home, state, ports, fresh, value, components, throughput, existingChain);
    }

    public StackOptions withComponents(Set<Component> value) {
        return new StackOptions(home, state, ports, fresh, detached, value, throughput, existingChain);
    }

    public StackOptions withThroughput(boolean value) {
        return new StackOptions(home, state, ports, fresh, detached, components, value, existingChain);
    }

    public StackOptions withExistingChain(Optional<ChainAddress> value) {
        return new StackOptions(home, state, ports, fresh, detached, components, throughput, value);
    }

    /** The chain the ledger anchors to. */
    ChainAddress chain() {
        return existingChain.orElseGet(() -> ChainAddress.development(ports));
    }
}
