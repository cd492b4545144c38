package io.govshare.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.stack.client.Operator;
import io.govshare.verifier.ExitStatus;
import io.govshare.verifier.Verification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** What only a consortium gives: receipts that hold without any allowance, as the offline verifier finds. */
@EnabledIfEnvironmentVariable(named = World.BESU, matches = ".+", disabledReason = World.NO_BESU)
class ConsortiumIntegrationTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final World world = World.world();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Path receipt;
    private Path bundle;
    private Path trust;

    @BeforeEach
    void keepAReceipt() throws IOException {
        Operator publisher = world.operator("tax-admin");
        UUID dataset = world.dataset("tax", "open");
        UUID record = UUID.fromString(publisher
                .publishes(dataset, Map.of("name", "sealed by the consortium"))
                .expect(201)
                .json()
                .path("record")
                .asString());
        receipt = Files.write(folder.resolve("receipt.json"), world.receipt(publisher, record));
        bundle = Files.write(
                folder.resolve("bundle.json"),
                publisher.fetchesBundle(dataset, List.of(record)).expect(200).body());
        trust = Files.write(folder.resolve("trust.json"), Receipts.trust(world));
    }

    @Test
    void aReceiptIsSealedByTheConsortium() throws IOException {
        int members = validators(JSON.readTree(trust.toFile())).size();

        assertThat(verify(trust)).as(output.toString(StandardCharsets.UTF_8)).isEqualTo(ExitStatus.VALID);

        assertThat(output.toString(StandardCharsets.UTF_8))
                .containsPattern("sealed by \\d+ of " + members + " validators")
                .contains("VALID: sealed, logged, anchored, and sealed by the consortium");
    }

    @Test
    void aBundleIsSealedByTheConsortium() throws IOException {
        receipt = bundle;

        assertThat(verify(trust)).as(output.toString(StandardCharsets.UTF_8)).isEqualTo(ExitStatus.VALID);
    }

    @Test
    void aReceiptDoesNotHoldForWhoeverTrustsOtherValidators() throws IOException {
        JsonNode other = JSON.readTree(trust.toFile());
        validators(other).set(0, "0x" + "ab".repeat(20));
        Path others = Files.write(folder.resolve("others.json"), JSON.writeValueAsBytes(other));

        assertThat(verify(others)).isEqualTo(ExitStatus.NOT_VALID);

        assertThat(output.toString(StandardCharsets.UTF_8)).contains("INVALID: validators: ");
    }

    /** Of the last set, which sealed the newest receipts: the ledger may have seen votes before. */
    private static ArrayNode validators(JsonNode trust) {
        JsonNode sets = trust.path("validators");
        return (ArrayNode) sets.path(sets.size() - 1).path("addresses");
    }

    private ExitStatus verify(Path trusted) {
        try (PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            return new Verification(out, out).run(receipt.toString(), "--trust", trusted.toString());
        }
    }
}
