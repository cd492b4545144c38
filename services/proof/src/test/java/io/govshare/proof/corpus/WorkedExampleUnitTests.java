package io.govshare.proof.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.proof.chain.AnchorRegistryState;
import io.govshare.proof.chain.Consensus;
import io.govshare.proof.chain.Keccak;
import io.govshare.proof.chain.TestValidator;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptVerifier;
import io.govshare.proof.receipt.Trust;
import io.govshare.proof.receipt.Verdict;
import io.govshare.proof.seal.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The example of {@code docs/spec/receipt-v1-example}: a receipt, its trust file, and every value on the way from the
 * statement to the validators. The files are what this computes; {@code GOVSHARE_DOCS=write} writes them anew.
 */
class WorkedExampleUnitTests {

    private static final int LEAF = 2;
    private static final int SIZE = 7;

    private static Specimen specimen;
    private static JsonValue.Obj receipt;

    @BeforeAll
    static void makeReceipt() {
        World world = new World("example", 20260, Consensus.QBFT, World.validators(4));
        for (int number = 0; number < SIZE; number++) {
            world.append(world.sealers().publish("fiscal", "fiscal", number));
        }
        specimen = world.specimen(LEAF, SIZE);
        receipt = JsonEdit.set(
                specimen.receipt(), "disclosures", specimen.disclosures().subList(0, 2));
    }

    @Test
    void exampleIsValid() {
        Verdict verdict = ReceiptVerifier.verify(
                Receipt.parse(receipt.toString().getBytes(StandardCharsets.UTF_8)),
                Trust.parse(specimen.trust().getBytes(StandardCharsets.UTF_8)));

        assertThat(verdict.outcome()).hasToString("VALID");
    }

    @Test
    void filesAreWhatIsComputed() throws IOException {
        isWritten("receipt.json", receipt + "\n");
        isWritten("trust.json", specimen.trust() + "\n");
        isWritten("README.md", values());
    }

    private static void isWritten(String name, String content) throws IOException {
        Path file = folder().resolve(name);
        if ("write".equals(System.getenv("GOVSHARE_DOCS"))) {
            Files.writeString(file, content);
        }
        assertThat(file).hasContent(content);
    }

    private static Path folder() {
        Path up = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(up.resolve("govshare"))) {
            up = up.getParent();
        }
        return up.resolve("docs/spec/receipt-v1-example");
    }

    private static String values() {
        World world = specimen.world();
        Anchoring anchoring = specimen.anchoring();
        SealedBlock block = anchoring.block();
        StringBuilder text = new StringBuilder("""
                # A receipt worked through

                `receipt.json` and `trust.json` beside this file, and what a verifier computes on the way, by section of
                [receipt-v1](../receipt-v1.md). Keys and validators are made up; a test computes this file. To see it checked:

                ```sh
                ./govshare verify docs/spec/receipt-v1-example/receipt.json --trust docs/spec/receipt-v1-example/trust.json
                ```

                | section | what | value |
                |---|---|---|
                """);
        for (int i = 0; i < 2; i++) {
            String disclosure = specimen.disclosures().get(i);
            row(text, "1.1", "disclosure " + (i + 1), decoded(disclosure));
            row(text, "", "its digest, base64url", Sealers.digest(disclosure));
        }
        Hash entry = Entry.of(specimen.statement());
        row(text, "1.2", "entry", hex(entry));
        Hash node = MerkleHash.leaf(entry);
        row(text, "", "leaf hash, index " + LEAF, hex(node));
        Hash sibling = world.tree().node(0, LEAF + 1);
        node = MerkleHash.node(node, sibling);
        row(text, "", "node of leaves 2 and 3: hash of it and path[0]", hex(node));
        node = MerkleHash.node(world.tree().node(1, 0), node);
        row(text, "", "node of leaves 0 to 3: hash of path[1] and it", hex(node));
        node = MerkleHash.node(
                node, MerkleHash.node(world.tree().node(1, 2), world.tree().node(0, 6)));
        assertThat(node).isEqualTo(anchoring.root());
        row(text, "", "root of 7: hash of it and path[2]", hex(node));
        row(text, "1.3", "key id of the log", keyId(world));
        Hash slot = AnchorRegistryState.rootSlot(world.logId(), SIZE);
        row(text, "1.4", "slot", hex(slot));
        row(text, "", "account key", hex(Keccak.hash(world.contract().bytes())));
        row(text, "", "storage key", hex(Keccak.hash(slot.bytes())));
        row(text, "", "state root", hex(anchoring.state().root()));
        row(text, "", "storage root", hex(anchoring.storage().root()));
        row(text, "", "value at the storage key", HexFormat.of().formatHex(World.shortest(anchoring.root())));
        row(text, "1.5", "block hash", hex(block.hash()));
        row(text, "", "commit hash, round 300", hex(block.commitHash()));
        List<TestValidator> all = world.validatorsAt(block.number());
        for (TestValidator signer : all.subList(1, all.size())) {
            row(text, "", "a seal's signer", signer.address().toString());
        }
        row(text, "3.1", "quorum of 4", "3");
        return text.append('\n').toString();
    }

    private static void row(StringBuilder text, String section, String name, String value) {
        text.append("| ")
                .append(section)
                .append(" | ")
                .append(name)
                .append(" | `")
                .append(value)
                .append("` |\n");
    }

    private static String decoded(String disclosure) {
        return new String(Base64.getUrlDecoder().decode(disclosure), StandardCharsets.UTF_8);
    }

    private static String keyId(World world) {
        String key = world.log().verifier().text();
        String afterName = key.substring(world.origin().length() + 1);
        return afterName.substring(0, afterName.indexOf('+'));
    }

    private static String hex(Hash hash) {
        return HexFormat.of().formatHex(hash.bytes());
    }
}
