package io.govshare.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.e2e.Launcher.Result;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptVerifier;
import io.govshare.proof.receipt.Trust;
import io.govshare.proof.receipt.Verdict;
import io.govshare.proof.seal.SealedStatement;
import io.govshare.stack.Component;
import io.govshare.stack.Ports;
import io.govshare.stack.Progress;
import io.govshare.stack.Stack;
import io.govshare.stack.StackOptions;
import io.govshare.stack.client.Operator;
import io.govshare.stack.client.Platform;
import io.govshare.stack.process.ProcessMark;
import io.govshare.stack.process.ProcessTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The README's commands, typed by an ordinary user as they stand there, apart from where state lives and which ports are
 * used.
 */
class ReadmeIntegrationTests {

    private static final Path HOME = StackOptions.checkout();
    private static final Pattern BLOCK = Pattern.compile("```(?:ba)?sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LAUNCHED = Pattern.compile("\\./govshare ([a-z]+)");
    private static final Pattern OPTION = Pattern.compile(" (--[a-z-]+)");
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);
    private static final int RECEIPTS = 100;
    private static final double SECONDS_TO_START = 300;

    @TempDir
    private Path folder;

    private Path state = Path.of("");

    @BeforeEach
    void whereStateLives() {
        state = folder.resolve("their checkout/state");
    }

    @AfterEach
    void nothingIsLeft() {
        Stack.down(state, Progress.silent());
        assertThat(ProcessTable.startedFor(state)).isEmpty();
    }

    @Test
    void theDemoHoldsAndAllItLeftIsThereAgainAfterTheNextUp() throws Exception {
        List<String> commands = commands();
        assertThat(commands).contains("./govshare demo", "./govshare test");
        String verify = verify(commands);
        Launcher user = Launcher.ofAnOrdinaryUser(folder);
        String stateAndPorts = stateOption() + " --ports " + Ports.free().text();
        Path json = state.resolve("demo.json");

        Result demo = user.run("./govshare demo --exit --json '" + json + "'" + stateAndPorts);
        assertThat(demo.status()).as(demo.output()).isZero();
        JsonNode told = JsonMapper.shared().readTree(json.toFile());
        assertThat(told.path("allHeld").asBoolean(false)).isTrue();
        assertThat(told.path("checks").size()).isGreaterThanOrEqualTo(15);
        assertThat(Double.parseDouble(
                        figure(told, "time until everything was healthy").replace(" s", "")))
                .isBetween(1.0, SECONDS_TO_START);
        assertNothingRuns(user);

        Result verified = user.run(verify);
        assertThat(verified.status()).as(verified.output()).isZero();
        assertThat(verified.output()).contains("not consortium-sealed");
        Result strict = user.run(verify.replace(" --development", ""));
        assertThat(strict.status()).as(strict.output()).isEqualTo(1);
        assertThat(user.run("./govshare verify README.md --trust '" + state + "/demo/trust.json'")
                        .status())
                .isEqualTo(2);

        Result up = user.run("./govshare up --detach" + stateAndPorts);
        assertThat(up.status()).as(up.output()).isZero();
        assertThat(up.output()).contains("waiting for ", "All ready after ");
        assertThat(owners(ProcessTable.startedFor(state))).containsOnly(user.user());
        assertEveryPartIsReadyAndHasALog(user);
        assertAllIsStillThere(platform(up.output()), entries(told));

        Result down = user.run("./govshare down" + stateOption());
        assertThat(down.status()).as(down.output()).isZero();
        for (Component component : Component.values()) {
            assertThat(down.output()).contains("ended  " + component.title());
        }
        assertNothingRuns(user);
    }

    @Test
    void everyCommandOfTheReadmeIsOneOfTheLaunchers() throws Exception {
        String help = Launcher.here(folder).run("./govshare help").output();
        Matcher named = LAUNCHED.matcher(Files.readString(HOME.resolve("README.md")));
        while (named.find()) {
            assertThat(help).contains(named.group(1));
        }
        assertThat(Files.readString(HOME.resolve(".ci/run"))).contains("./govshare test");
    }

    @Test
    void everyBlockIsShellAndItsOptionsAreTheLaunchers() throws Exception {
        Launcher here = Launcher.here(folder);
        for (String block : blocks()) {
            Path script = Files.writeString(folder.resolve("block.sh"), block);
            Result parsed = here.run("bash -n '" + script + "' && bash -n tools/besu/network");
            assertThat(parsed.status()).as(parsed.output()).isZero();
        }
        String launcher = here.run("./govshare help").output();
        for (String command : commands()) {
            Matcher launched = LAUNCHED.matcher(command);
            if (launched.lookingAt()) {
                String help = here.run("./govshare help " + launched.group(1)).output();
                Matcher options = OPTION.matcher(command);
                while (options.find()) {
                    assertThat(launcher + help).as(command).contains(options.group(1));
                }
            }
        }
    }

    /** The network runs already, and somewhere else than the README has it. */
    @Test
    @EnabledIfEnvironmentVariable(named = World.BESU, matches = ".+", disabledReason = World.NO_BESU)
    void aConsortiumSealsWhatTheDemoPublishes() throws Exception {
        List<String> commands = commands();
        String demo = commands.stream()
                .filter(command -> command.startsWith("./govshare demo") && command.contains(" --chain-url "))
                .findFirst()
                .orElseThrow()
                .replaceFirst(
                        "--chain-url \\S+", "--chain-url " + World.besuNode().orElseThrow())
                .replaceFirst("--validators \\S+", "--validators from-chain");
        Launcher here = Launcher.here(folder);

        Result told = here.run(
                demo + " --exit" + stateOption() + " --ports " + Ports.free().text());
        assertThat(told.status()).as(told.output()).isZero();
        assertThat(told.output()).contains("100 of 100 receipts hold: sealed by the consortium");

        Result verified = here.run(verify(commands).replace(" --development", ""));
        assertThat(verified.status()).as(verified.output()).isZero();
        assertThat(verified.output()).containsPattern("sealed by \\d+ of \\d+ validators");
    }

    private static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(HOME.resolve("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static List<String> commands() throws IOException {
        return blocks().stream()
                .map(block -> block.replaceAll("\\\\\n *", ""))
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** Of a receipt that the demo has left. */
    private String verify(List<String> commands) {
        return commands.stream()
                .filter(command -> command.startsWith("./govshare verify"))
                .findFirst()
                .orElseThrow()
                .replace(".govshare/demo", "'" + state + "/demo'");
    }

    private String stateOption() {
        return " --state '" + state + "'";
    }

    private void assertNothingRuns(Launcher user) throws Exception {
        assertThat(ProcessTable.startedFor(state)).extracting(ProcessMark::pid).isEmpty();
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.pid() != ProcessHandle.current().pid())
                        .map(process -> process.info().commandLine().orElse(""))
                        .filter(command -> command.contains(state.toString())))
                .as("left running")
                .isEmpty();
        Result status = user.run("./govshare status" + stateOption());
        assertThat(status.status()).as(status.output()).isEqualTo(3);
        assertThat(status.output()).contains("Nothing is running");
    }

    private static Set<Object> owners(List<ProcessMark> processes) throws IOException {
        Set<Object> owners = new HashSet<>();
        for (ProcessMark process : processes) {
            try {
                owners.add(Files.getAttribute(Path.of("/proc/" + process.pid()), "unix:uid"));
            } catch (NoSuchFileException endedMeanwhile) {
                assertThat(process.alive()).isFalse();
            }
        }
        return owners;
    }

    private void assertEveryPartIsReadyAndHasALog(Launcher user) throws Exception {
        Result status = user.run("./govshare status" + stateOption());
        assertThat(status.status()).as(status.output()).isZero();
        for (Component component : Component.values()) {
            assertThat(status.output()).containsPattern("(?m)^ +" + component.title() + " +ready .* MiB$");
        }
        Result log = user.run("./govshare logs ledger-service" + stateOption());
        assertThat(log.status()).as(log.output()).isZero();
        assertThat(log.output()).contains("LedgerApplication");
        Result nobodys = user.run("./govshare logs leger" + stateOption());
        assertThat(nobodys.status()).isEqualTo(1);
        assertThat(nobodys.output()).contains("no part named 'leger'").contains("ledger-service");
    }

    /** The platform at the addresses and with the logins that were printed. */
    private static Platform platform(String welcome) {
        return new Platform(
                URI.create(printed("Start page +(\\S+)/\n", welcome)),
                URI.create(printed("Logins +(\\S+)\n", welcome)),
                printed("with the password (\\S+):\n", welcome));
    }

    private static String printed(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private static long entries(JsonNode told) {
        return Long.parseLong(figure(told, "entries in the log").replace(",", ""));
    }

    private static String figure(JsonNode told, String name) {
        return StreamSupport.stream(told.path("figures").spliterator(), false)
                .filter(figure -> figure.path("name").asString().equals(name))
                .map(figure -> figure.path("value").asString())
                .findFirst()
                .orElseThrow();
    }

    /** The log, the evidence of every receipt that the demo kept, a record's content, and its trail. */
    private void assertAllIsStillThere(Platform platform, long entries) throws IOException {
        Operator auditor = platform.operator("auditor");
        assertThat(auditor.get("/api/ledger/v1/status")
                        .expect(200)
                        .json()
                        .path("size")
                        .asLong())
                .isGreaterThanOrEqualTo(entries);
        Trust trust = Trust.parse(Files.readAllBytes(state.resolve("demo/trust.json")));
        List<Receipt> kept = kept();
        assertThat(kept).hasSize(RECEIPTS);
        for (Receipt before : kept) {
            SealedStatement record = SealedStatement.parse(before.statement());
            Receipt after = Receipt.parse(publisher(platform, record)
                    .fetchesBareReceipt(UUID.fromString(record.id()))
                    .expect(200)
                    .body());
            assertThat(after)
                    .usingRecursiveComparison()
                    .ignoringFields("disclosures")
                    .isEqualTo(before);
            assertThat(ReceiptVerifier.verify(after, trust).outcome()).isEqualTo(Verdict.Outcome.NOT_CONSORTIUM_SEALED);
        }

        SealedStatement statement = SealedStatement.parse(kept.getFirst().statement());
        UUID record = UUID.fromString(statement.id());
        JsonNode view = publisher(platform, statement)
                .reads(record, "seeing it again", null)
                .expect(200)
                .json();
        assertThat(view.path("fields").size()).isPositive();
        String trail = "/api/audit/v1/trail?limit=500&record=" + record;
        assertThat(auditor.get(trail).expect(200).json().path("events"))
                .filteredOn(event -> event.path("kind").asString().equals("record.published"))
                .extracting(event -> event.path("entry").asString())
                .containsExactly(statement.entry().base64Url());
        World.eventually(
                "the trail goes on",
                SEEN_WITHIN,
                () -> auditor.get(trail).expect(200).text().contains("seeing it again"));
    }

    private static Operator publisher(Platform platform, SealedStatement record) {
        return platform.operator(record.issuer() + "-admin");
    }

    private List<Receipt> kept() throws IOException {
        List<Receipt> kept = new ArrayList<>();
        for (int number : IntStream.rangeClosed(1, RECEIPTS).toArray()) {
            kept.add(Receipt.parse(Files.readAllBytes(state.resolve("demo/receipts/" + number + ".json"))));
        }
        return kept;
    }
}
