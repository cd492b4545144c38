package io.govshare.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.stack.Component;
import io.govshare.stack.Progress;
import io.govshare.stack.Stack;
import io.govshare.stack.StackOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build makes so that starts are quick; a service that reaches for its database too early gets none. */
class StartCacheIntegrationTests {

    @TempDir
    private Path state;

    @Test
    void buildLeavesAStartCacheForEachService() throws Exception {
        Stack.install(StackOptions.isolated(state), Progress.silent());

        for (Component service : Component.services()) {
            Path cache = currentBuild(service).resolve("start-" + Runtime.version() + "/start.aot");
            assertThat(cache).as("see logs/%s-training.log", service.id()).isNotEmptyFile();
        }
        assertThat(state.resolve("data")).doesNotExist();
    }

    private static Path currentBuild(Component service) throws IOException {
        try (Stream<Path> programs = Files.list(StackOptions.checkout().resolve(".govshare/cache/services"))) {
            return programs.filter(program -> program.getFileName().toString().matches(service.id() + "-\\p{XDigit}+"))
                    .max(Comparator.comparing(StartCacheIntegrationTests::lastUse))
                    .orElseThrow();
        }
    }

    private static FileTime lastUse(Path program) {
        try {
            return Files.getLastModifiedTime(program);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
