package io.govshare.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Sha256;
import io.govshare.proof.receipt.BadReceipts;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptBundle;
import io.govshare.proof.receipt.TestReceipts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationUnitTests {
    private static final TestReceipts WORLD = new TestReceipts();

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String trust;

    @BeforeEach
    void writeTrust() {
        trust = file("trust.json", WORLD.trustJson().toString());
    }

    @Test
    void validReceiptEndsWithZeroAndNamesEachStep() {
        assertThat(run("verify", good(), "--trust", trust)).isEqualTo(0);
        assertThat(printed(out))
                .contains("passed   format", "passed   seal         by agency 'fiscal'", "passed   validators")
                .contains("VALID: sealed");
        assertThat(printed(err)).isEmpty();
    }

    @Test
    void everyVerdictNamesItsTrustFile() throws IOException {
        String sha256 = HexFormat.of()
                .formatHex(Sha256.hash(Files.readAllBytes(Path.of(trust))).bytes());
        String bundle = file("bundle.json", bundle(WORLD.receipt(), WORLD.receiptWithoutDisclosures()));
        assertThat(run(good(), bundle, "--trust", trust)).isEqualTo(0);
        assertThat(printed(out).lines().filter(("by the trust file " + trust + ", SHA-256 " + sha256)::equals))
                .hasSize(3);
        out.reset();
        assertThat(run(good(), "--trust", trust, "--json")).isEqualTo(0);
        JsonValue.Obj json = (JsonValue.Obj) JsonReader.parse(printed(out).strip());
        assertThat(json.members().get("trust"))
                .isEqualTo(JsonValue.Obj.builder()
                        .add("file", trust)
                        .add("sha256", sha256)
                        .build());
    }

    @Test
    void everyBadReceiptEndsWithOneAndNamesItsStep() {
        for (BadReceipts.BadReceipt bad : BadReceipts.all(WORLD)) {
            out.reset();
            assertThat(run(write(bad.name() + ".json", bad.receipt()), "--trust", trust))
                    .as(bad.name())
                    .isEqualTo(1);
            assertThat(printed(out)).contains("failed   " + bad.failing(), "INVALID: " + bad.failing() + ": ");
        }
    }

    @Test
    void developmentChainPassesOnlyOnRequestAndIsNamedInAnyCase() {
        String development = file(
                "development.json",
                TestReceipts.with(WORLD.trustJson(), "consensus", JsonValue.of("development"))
                        .toString());
        String receipt = write("receipt.json", WORLD.developmentReceipt());
        assertThat(run(receipt, "--trust", development)).isEqualTo(1);
        assertThat(run(receipt, "--trust", development, "--development")).isEqualTo(0);
        assertThat(printed(out).split("NOT CONSORTIUM-SEALED", -1)).hasSize(3);
        assertThat(printed(out)).doesNotContain("\nVALID");
        assertThat(run(write("bad.json", WORLD.receipt()), "--trust", development, "--development"))
                .isEqualTo(1);
    }

    @Test
    void jsonIsOneObjectPerReceipt() {
        String text = file("text.json", "no receipt");
        String bad = write("bad.json", BadReceipts.all(WORLD).getLast().receipt());
        assertThat(run("--json", good(), bad, text, "--trust", trust)).isEqualTo(2);
        String[] lines = printed(out).lines().toArray(String[]::new);
        assertThat(lines).hasSize(3);
        assertThat(outcome(lines[0])).isEqualTo("VALID");
        assertThat(outcome(lines[1])).isEqualTo("INVALID");
        assertThat(lines[1]).contains("\"failed\":\"validators\"");
        assertThat(outcome(lines[2])).isEqualTo("UNUSABLE");
    }

    @Test
    void worstOfSeveralReceiptsDecides() {
        String bad = write("bad.json", BadReceipts.all(WORLD).getFirst().receipt());
        assertThat(run(good(), bad, good(), "--trust", trust)).isEqualTo(1);
        assertThat(printed(out)).contains("INVALID: format", "VALID: sealed");
    }

    @Test
    void bundleHasAVerdictForEachReceiptAndPassesWhenAllDo() {
        String good = file("bundle.json", bundle(WORLD.receipt(), WORLD.receiptWithoutDisclosures()));
        assertThat(run(good, "--trust", trust)).isEqualTo(0);
        assertThat(printed(out)).contains("bundle.json#0\n", "bundle.json#1\n", "bundle.json: 2 of 2 receipts passed");
        out.reset();
        String mixed = file(
                "mixed.json",
                bundle(WORLD.receipt(), BadReceipts.all(WORLD).getLast().receipt()));
        assertThat(run(mixed, "--trust", trust)).isEqualTo(1);
        assertThat(printed(out)).contains("INVALID: validators", "mixed.json: 1 of 2 receipts passed");
        out.reset();
        assertThat(run(mixed, good, "--trust", trust, "--json")).isEqualTo(1);
        assertThat(printed(out).lines().map(VerificationUnitTests::outcome))
                .containsExactly("VALID", "INVALID", "VALID", "VALID");
        assertThat(run(file("none.json", "{\"format\":\"govshare-receipt-bundle/v1\"}"), "--trust", trust))
                .isEqualTo(2);
        assertThat(printed(err)).contains("none.json: 'anchors' is missing");
    }

    private static String bundle(Receipt... receipts) {
        return new ReceiptBundle(List.of(receipts)).toJson().toString();
    }

    @Test
    void unusableInputEndsWithTwoAndSaysWhy() {
        assertThat(run(file("text.json", "{\"format\":"), "--trust", trust)).isEqualTo(2);
        assertThat(printed(err)).contains("text.json: JSON line 1, column 11");
        assertThat(run(folder.resolve("absent.json").toString(), "--trust", trust))
                .isEqualTo(2);
        assertThat(printed(err)).contains("absent.json: does not exist");
        assertThat(run(folder.toString(), "--trust", trust)).isEqualTo(2);
        assertThat(printed(err)).contains("is a folder");
        assertThat(run(good(), "--trust", file("wrong.json", "{}"))).isEqualTo(2);
        assertThat(printed(err)).contains("wrong.json: 'format' is missing");
        assertThat(printed(out)).isEmpty();
    }

    @Test
    void hugeFilesAreRefusedBeforeTheyFillTheMemory() throws IOException {
        Path huge = folder.resolve("huge.json");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(20L << 30);
        }
        assertThat(run(huge.toString(), "--trust", trust)).isEqualTo(2);
        assertThat(printed(err)).contains("huge.json: is larger than 32 MiB");
    }

    @Test
    void mistakenCallsShowTheUsage() {
        String[][] calls = {
            {},
            {"verify"},
            {good()},
            {good(), "--trust"},
            {good(), "--trust", trust, "--trust", trust},
            {"--trust", trust},
            {good(), "--trust", trust, "--force"}
        };
        for (String[] call : calls) {
            err.reset();
            assertThat(run(call)).isEqualTo(2);
            assertThat(printed(err)).contains("Usage: verify RECEIPT...");
        }
        assertThat(run("--help")).isEqualTo(0);
        assertThat(printed(out)).startsWith("Usage: verify RECEIPT...");
    }

    @Test
    void receiptCannotColourTheTerminal() {
        String text = WORLD.receipt()
                .toJson()
                .toString()
                .replace("{\"format\"", "{\"\\u001b[2J\\u202e\\u2028\\u2029valid\":1,\"format\"");
        assertThat(run(file("receipt.json", text), "--trust", trust)).isEqualTo(2);
        assertThat(printed(err)).contains("valid' is unknown").doesNotContain("\u001b", "\u202e", "\u2028", "\u2029");
    }

    private int run(String... args) {
        return new Verification(print(out), print(err)).run(args).code();
    }

    private String good() {
        return write("good.json", WORLD.receipt());
    }

    private String write(String name, Receipt receipt) {
        return file(name, receipt.toJson().toString());
    }

    private String file(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String outcome(String json) {
        JsonValue.Obj object = (JsonValue.Obj) JsonReader.parse(json);
        return ((JsonValue.Text) object.members().get("outcome")).value();
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String printed(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
