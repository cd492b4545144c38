package io.govshare.verifier.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.proof.corpus.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page's scripts in Node, by its own test runner: their parts by themselves, and all verdicts beside Java's. */
class ScriptUnitTests {
    private static final Path CASES = Path.of("target/cases/receipts.ndjson");

    /** What a reader of the build's log is told: counts, and what was left out and why. */
    private static final Pattern TOLD = Pattern.compile(
            "ℹ (tests|pass|skipped|duration_ms) |# SKIP|fuzz seed|headers hold|their outcome|their verdicts");

    @Test
    void scriptsPassTheirTestsAndComeToTheVerdictsOfTheJavaVerifier() throws IOException, InterruptedException {
        Cases cases = Cases.write(CASES);
        Corpus.Made made = Corpus.write(CorpusSample.FOLDER);
        int corpus = made.cases().size();
        List<String> command = new ArrayList<>(List.of("node", "--test", "--test-reporter=spec"));
        try (Stream<Path> files = Files.list(Path.of("src/test/js"))) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".test.js"))
                    .sorted()
                    .forEach(command::add);
        }
        ProcessBuilder node = new ProcessBuilder(command).redirectErrorStream(true);
        node.environment().put("GOVSHARE_CASES", cases.file().toAbsolutePath().toString());
        node.environment()
                .put("GOVSHARE_CORPUS", CorpusSample.FOLDER.toAbsolutePath().toString());
        Process process = node.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        assertThat(out).contains(cases.count() + " receipts have the verdict of the Java verifier");
        assertThat(out).contains(corpus + " receipts of the corpus have their outcome and step");
        assertThat(out).contains(made.bundles().size() + " bundles with ");
        out.lines().filter(line -> TOLD.matcher(line).find()).forEach(System.out::println);
    }
}
