package io.govshare.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.stack.Ports;
import io.govshare.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The README's commands, typed as they stand there, apart from where state lives and which ports are used. */
class ReadmeIntegrationTests {

    private static final Path HOME = StackOptions.checkout();
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final int DEMO_MINUTES = 15;

    @TempDir
    private Path folder;

    @Test
    void theDemoHoldsAndLeavesReceiptsThatVerifyAndNothingRunning() throws Exception {
        List<String> commands = commands();
        assertThat(commands).contains("./govshare demo", "./govshare test");
        Path state = folder.resolve("state");
        Path json = folder.resolve("demo.json");
        String verify = commands.stream()
                .filter(command -> command.startsWith("./govshare verify"))
                .findFirst()
                .orElseThrow();

        Result demo = run("./govshare demo --exit --json " + json + " --state " + state + " --ports "
                + Ports.free().text());
        assertThat(demo.status()).as(demo.output()).isZero();
        JsonNode told = JsonMapper.shared().readTree(json.toFile());
        assertThat(told.path("allHeld").asBoolean(false)).isTrue();
        assertThat(told.path("checks").size()).isGreaterThanOrEqualTo(15);
        assertThat(runningFor(state)).as("left running").isEmpty();

        Result verified = run(verify.replace(".govshare/demo", state + "/demo"));
        assertThat(verified.status()).as(verified.output()).isZero();
        assertThat(verified.output()).contains("not consortium-sealed");
        Result strict = run(verify.replace(".govshare/demo", state + "/demo").replace(" --development", ""));
        assertThat(strict.status()).as(strict.output()).isEqualTo(1);
        assertThat(run("./govshare verify README.md --trust " + state + "/demo/trust.json")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void everyCommandOfTheReadmeIsOneOfTheLaunchers() throws Exception {
        String help = run("./govshare help").output();
        Matcher named = Pattern.compile("\\./govshare ([a-z]+)").matcher(Files.readString(HOME.resolve("README.md")));
        while (named.find()) {
            assertThat(help).contains(named.group(1));
        }
        assertThat(Files.readString(HOME.resolve(".ci/run"))).contains("./govshare test");
    }

    private static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(Files.readString(HOME.resolve("README.md")));
        while (blocks.find()) {
            blocks.group(1).lines().filter(line -> !line.isBlank()).forEach(commands::add);
        }
        return commands;
    }

    /** Processes whose command line names the state folder. */
    private static List<String> runningFor(Path state) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .map(process -> process.info().commandLine().orElse(""))
                .filter(command -> command.contains(state.toString()))
                .collect(Collectors.toList());
    }

    private record Result(int status, String output) {}

    private Result run(String command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        Process process = builder.start();
        if (!process.waitFor(DEMO_MINUTES, TimeUnit.MINUTES)) {
            process.destroy();
            throw new AssertionError(
                    command + " took longer than " + DEMO_MINUTES + " minutes: " + Files.readString(output));
        }
        return new Result(process.exitValue(), Files.readString(output));
    }
}
