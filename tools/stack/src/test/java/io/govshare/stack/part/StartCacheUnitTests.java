package io.govshare.stack.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCacheUnitTests {

    @TempDir
    Path program;

    private final List<String> notes = new ArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();

    private void make(Path of, StartCache.Training training) throws Exception {
        new StartCache(of)
                .make(
                        "ledger-service",
                        cache -> {
                            runs.incrementAndGet();
                            training.run(cache);
                        },
                        _ -> {},
                        notes::add);
    }

    @Test
    void cacheIsMadeOnceAndUsedFromThen() throws Exception {
        assertThat(new StartCache(program).options()).noneMatch(option -> option.startsWith("-XX:AOTCache"));

        make(program, cache -> Files.writeString(cache, "trained"));
        make(program, cache -> Files.writeString(cache, "trained again"));

        assertThat(runs).hasValue(1);
        assertThat(notes).isEmpty();
        assertThat(usedCache()).hasContent("trained");
    }

    @Test
    void failedTrainingIsNotedAndNotRepeated() throws Exception {
        make(program, cache -> {
            Files.writeString(cache, "half");
            throw new IOException("the training run did not end within 180 s");
        });
        make(program, cache -> Files.writeString(cache, "trained"));

        assertThat(runs).hasValue(1);
        assertThat(notes)
                .singleElement()
                .asString()
                .contains("ledger-service starts without a start-up cache")
                .contains("did not end within 180 s");
        assertThat(new StartCache(program).options()).noneMatch(option -> option.startsWith("-XX:AOTCache"));
    }

    @Test
    void trainingThatWroteNothingIsNoted() throws Exception {
        make(program, _ -> {});

        assertThat(notes).singleElement().asString().contains("the JVM wrote none");
        assertThat(new StartCache(program).options()).noneMatch(option -> option.startsWith("-XX:AOTCache"));
    }

    @Test
    void interruptedTrainingIsDoneAnew() throws Exception {
        assertThatThrownBy(() -> make(program, cache -> {
                    Files.writeString(cache, "half");
                    throw new InterruptedException();
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(new StartCache(program).options()).noneMatch(option -> option.startsWith("-XX:AOTCache"));

        make(program, cache -> Files.writeString(cache, "trained"));

        assertThat(notes).isEmpty();
        assertThat(usedCache()).hasContent("trained");
    }

    @Test
    void twoTrainAtATime() throws Exception {
        AtomicInteger training = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<?>> made = new ArrayList<>();
        try (ExecutorService services = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 5; i++) {
                Path one = program.resolve("service-" + i);
                made.add(services.submit(() -> {
                    make(one, cache -> {
                        most.accumulateAndGet(training.incrementAndGet(), Math::max);
                        Thread.sleep(100);
                        training.decrementAndGet();
                        Files.writeString(cache, "trained");
                    });
                    return one;
                }));
            }
        }
        for (Future<?> one : made) {
            one.get();
        }

        assertThat(runs).hasValue(5);
        assertThat(most).hasValue(2);
    }

    @Test
    void startsWithTheOptionsOfItsTraining() throws Exception {
        make(program, cache -> Files.writeString(cache, "trained"));

        assertThat(new StartCache(program).options())
                .containsAll(StartCache.recording(program).stream()
                        .filter(option -> !option.startsWith("-XX:AOTCacheOutput") && !option.startsWith("-Xlog"))
                        .toList());
    }

    private Path usedCache() {
        return new StartCache(program)
                .options().stream()
                        .filter(option -> option.startsWith("-XX:AOTCache="))
                        .map(option -> Path.of(option.substring("-XX:AOTCache=".length())))
                        .findFirst()
                        .orElseThrow();
    }
}
