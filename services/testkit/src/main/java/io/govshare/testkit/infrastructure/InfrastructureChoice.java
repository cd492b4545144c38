package io.govshare.testkit.infrastructure;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * On what integration tests run, and why.
 *
 * <p>Containers only where they can be had at once: a developer whose engine happens to run, but who never made the
 * images, keeps the local servers.
 */
record InfrastructureChoice(Kind kind, String reason) {

    static final List<String> IMAGES = List.of(ContainerImages.POSTGRES, ContainerImages.KAFKA);

    enum Kind {
        LOCAL,
        CONTAINERS
    }

    /** @param setting what the environment asks for; {@code auto} when it says nothing */
    static InfrastructureChoice of(@Nullable String setting, ContainerEngine engine) {
        String wish = setting == null || setting.isBlank() ? "auto" : setting.toLowerCase(Locale.ROOT);
        return switch (wish) {
            case "local" -> new InfrastructureChoice(Kind.LOCAL, TestInfrastructure.SETTING + " says so");
            case "containers" -> new InfrastructureChoice(Kind.CONTAINERS, TestInfrastructure.SETTING + " says so");
            case "auto" -> detected(engine);
            default ->
                throw new IllegalStateException(
                        TestInfrastructure.SETTING + " is '" + setting + "', not auto, local or containers");
        };
    }

    private static InfrastructureChoice detected(ContainerEngine engine) {
        if (!engine.answers()) {
            return new InfrastructureChoice(Kind.LOCAL, "no container engine answers at " + engine.address());
        }
        return IMAGES.stream()
                .filter(image -> !engine.has(image) && !engine.canPull(image))
                .findFirst()
                .map(image -> new InfrastructureChoice(
                        Kind.LOCAL,
                        "the engine at " + engine.address() + " neither has nor can pull the image " + image))
                .orElseGet(() -> new InfrastructureChoice(
                        Kind.CONTAINERS, "the engine at " + engine.address() + " has or can pull " + IMAGES));
    }

    String told() {
        return "Integration tests run on %s: %s".formatted(kind == Kind.LOCAL ? "local servers" : "containers", reason);
    }
}
