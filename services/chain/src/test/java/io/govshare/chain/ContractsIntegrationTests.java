package io.govshare.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contracts' own tests in Solidity (examples, fuzzing, invariants), run by forge as this module's others are. */
class ContractsIntegrationTests {

    /** EIP-170: what a chain with its default settings deploys. */
    private static final int MAX_CODE = 24_576;

    private static final Pattern COVERED = Pattern.compile(
            "\\| src/main/solidity/(\\w+)\\.sol +\\| ([0-9.]+)% \\S+ +\\| ([0-9.]+)% \\S+ +\\| ([0-9.]+)% \\S+ +\\| ([0-9.]+)%");

    /** A function's largest cost: name, min, avg, median, max, calls. */
    private static final Pattern GAS =
            Pattern.compile("^\\| (\\w+) +(?:\\| +[0-9]+ ){3}\\| +([0-9]+) \\| +[0-9]+ \\|$");

    private static final Pattern DOCUMENTED = Pattern.compile("\\| `(\\w+)` \\| ([0-9,]+) \\|");

    @TempDir
    private Path home;

    static Stream<String> contracts() throws IOException {
        try (Stream<Path> sources = Files.list(Path.of("src/main/solidity"))) {
            return sources
                    .map(source -> source.getFileName().toString().replace(".sol", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void testsInSolidityHold() throws Exception {
        Run run = forge("test");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output()).containsPattern("[1-9][0-9]* tests passed, 0 failed, 0 skipped");
    }

    @Test
    void testsInSolidityGoThroughEveryBranchOfEveryContract() throws Exception {
        Run run = forge("coverage", "--report", "summary");

        assertThat(run.status()).as(run.output()).isZero();
        List<String> covered = new ArrayList<>();
        COVERED.matcher(run.output()).results().forEach(row -> {
            covered.add(row.group(1));
            assertThat(List.of(row.group(2), row.group(3), row.group(4), row.group(5)))
                    .as("lines, statements, branches and functions of %s", row.group(1))
                    .containsOnly("100.00");
        });
        assertThat(covered).containsExactlyInAnyOrderElementsOf(contracts().toList());
    }

    @Test
    void callsCostWhatTheDocumentationSays() throws Exception {
        Run run = forge("test", "--match-contract", "GasTest", "--gas-report");
        assertThat(run.status()).as(run.output()).isZero();
        SortedMap<String, String> measured = new TreeMap<>();
        boolean ours = false;
        for (String line : run.output().lines().toList()) {
            ours = line.contains(" Contract ") ? line.contains("src/main/solidity/") : ours;
            Matcher row = GAS.matcher(line);
            // what one contract asks of another
            if (ours && row.find() && !row.group(1).equals("activeAgency")) {
                measured.put(row.group(1), String.format(Locale.ROOT, "%,d", Long.valueOf(row.group(2))));
            }
        }

        SortedMap<String, String> told = new TreeMap<>();
        DOCUMENTED
                .matcher(Files.readString(Path.of("../../docs/contracts.md")))
                .results()
                .forEach(row -> told.put(row.group(1), row.group(2)));

        assertThat(measured).as(run.output()).hasSizeGreaterThan(20);
        assertThat(told).as(() -> "the table is to read\n" + table(measured)).isEqualTo(measured);
    }

    private static String table(SortedMap<String, String> measured) {
        return measured.entrySet().stream()
                .map(row -> "| `" + row.getKey() + "` | " + row.getValue() + " |")
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void contractFitsIntoAChainWithDefaultSettings(String contract) throws IOException {
        try (var code = ContractsIntegrationTests.class.getResourceAsStream("contract/" + contract + ".runtime")) {
            assertThat(code).as("code of %s", contract).isNotNull();
            assertThat(new String(code.readAllBytes(), UTF_8).length() / 2).isBetween(1, MAX_CODE);
        }
    }

    private record Run(int status, String output) {}

    private Run forge(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("node_modules/@foundry-rs/forge-linux-amd64/bin/forge", "--color", "never"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // It keeps files of its own there.
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), output);
    }
}
