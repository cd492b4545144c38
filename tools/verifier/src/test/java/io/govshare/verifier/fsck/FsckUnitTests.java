package io.govshare.verifier.fsck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.proof.log.NoteSigner;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.verifier.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FsckUnitTests {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private SmallLog log;

    @BeforeEach
    void start() {
        log = new SmallLog(600, 100, 300, 512);
    }

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void aLogWithNothingWrongIsClean() {
        assertThat(run()).isEqualTo(ExitStatus.VALID);
        assertThat(said())
                .contains("600 entries and 4 tiles of hashes lead to this root")
                .contains("anchors   3 on chain 31337 hold")
                .contains("database  not asked for")
                .endsWith("CLEAN: nothing differs\n");
    }

    @Test
    void threeLevelsOfTilesAreCompared() {
        log.close();
        log = new SmallLog(66_000, 65_536);
        assertThat(run()).isEqualTo(ExitStatus.VALID);
        assertThat(said()).contains("66000 entries and 261 tiles");

        flip("tile/2/000.p/1", 3);
        assertThat(run()).isEqualTo(ExitStatus.NOT_VALID);
        assertThat(said()).contains("FIRST DIFFERENCE: TILE hash 0 of tile/2/000.p/1 (entries 0 to 65535): expected");

        flip("tile/1/000", 100 * Hash.BYTES);
        assertThat(run()).isEqualTo(ExitStatus.NOT_VALID);
        assertThat(said())
                .contains("FIRST DIFFERENCE: TILE hash 100 of tile/1/000 (entries 25600 to 25855): expected subtree");

        // Entry and leaf hash altered alike: the level above still has the truth.
        flip("tile/1/000", 100 * Hash.BYTES);
        flip("tile/entries/007", 2);
        byte[] bundle = log.files.get("tile/entries/007");
        Hash forged = MerkleHash.leaf(Arrays.copyOfRange(bundle, 2, 34));
        byte[] tile = log.files.get("tile/0/007").clone();
        forged.writeTo(tile, 0);
        log.files.put("tile/0/007", tile);
        assertThat(run()).isEqualTo(ExitStatus.NOT_VALID);
        assertThat(said()).contains("FIRST DIFFERENCE: ENTRY entries 1792 to 2047: expected subtree");
    }

    @Test
    void anAlteredEntryIsTheFirstDifference() {
        flip("tile/entries/001", 34 * 44 + 5);

        assertThat(run()).isEqualTo(ExitStatus.NOT_VALID);
        assertThat(said())
                .contains("FIRST DIFFERENCE: ENTRY entry 300: expected leaf hash " + log.leafHash(300)
                        + ", found leaf hash ");
    }

    @Test
    void anAlteredTileIsTheFirstDifference() {
        flip("tile/0/001", 44 * Hash.BYTES);
        flip("tile/1/000.p/2", 0);

        assertThat(run()).isEqualTo(ExitStatus.NOT_VALID);
        assertThat(said())
                .contains("FIRST DIFFERENCE: TILE hash 44 of tile/0/001 (entry 300): expected leaf hash "
                        + log.leafHash(300) + ", found leaf hash ");
    }

    @Test
    void anAlteredPartialTileAboveIsFound() {
        flip("tile/1/000.p/2", Hash.BYTES);

        assertThat(run()).isEqualTo(ExitStatus.NOT_VALID);
        assertThat(said()).contains("FIRST DIFFERENCE: TILE hash 1 of tile/1/000.p/2 (entries 256 to 511): expected");
    }

    @Test
    void tilesAndBundlesThatAreMissingOrNoneAreFound() {
        byte[] tile = log.files.remove("tile/0/002.p/88");
        assertThat(run()).isEqualTo(ExitStatus.NOT_VALID);
        assertThat(said())
                .contains("FIRST DIFFERENCE: TILE tile/0/002.p/88 (entry 512 on): expected 88 hashes, found nothing");

        log.files.put("tile/0/002.p/88", tile);
        log.files.put("tile/entries/002.p/88", new byte[] {0});
        assertThat(run()).isEqualTo(ExitStatus.NOT_VALID);
        assertThat(said())
                .contains("FIRST DIFFERENCE: ENTRY tile/entries/002.p/88 (entry 512 on): expected 88 entries");
    }

    @Test
    void anAnchorOfAnotherRootIsFoundWithTheLastSizeThatAgreed() {
        log.anchored.put(300L, log.root(301));

        assertThat(run()).isEqualTo(ExitStatus.NOT_VALID);
        assertThat(said())
                .contains("FIRST DIFFERENCE: ANCHOR anchor of size 300: expected root " + log.root(301)
                        + ", found root " + log.root(300))
                .contains("up to size 100");
    }

    @Test
    void aLogShorterThanItsAnchorIsFound() {
        log.sign(log.ownSigner(), 512);
        log.anchored.put(600L, log.root(600));

        assertThat(run()).isEqualTo(ExitStatus.NOT_VALID);
        assertThat(said())
                .contains("FIRST DIFFERENCE: CHECKPOINT the signed head: expected size 600 at least, which is anchored,"
                        + " found size 512");
    }

    @Test
    void aHeadThatOthersHaveSignedIsFound() {
        log.sign(SmallLog.signer(), 600);
        assertThat(run()).isEqualTo(ExitStatus.NOT_VALID);
        assertThat(said()).contains("FIRST DIFFERENCE: CHECKPOINT the signed head: expected a signature by");

        log.files.put("checkpoint", "nothing\n".getBytes(UTF_8));
        assertThat(run()).isEqualTo(ExitStatus.NOT_VALID);
        assertThat(said()).contains("found one that cannot be read");
    }

    @Test
    void aHeadOfAnUnknownLogIsFound() throws Exception {
        log.sign(
                new NoteSigner(
                        "example.org/other",
                        KeyPairGenerator.getInstance("Ed25519").generateKeyPair()),
                600);

        assertThat(run()).isEqualTo(ExitStatus.NOT_VALID);
        assertThat(said()).contains("expected a log of the trust file, found example.org/other");
    }

    @Test
    void whatTheLedgerSaysOfItsRowsIsTold() {
        log.report =
                "{\"size\":600,\"chainAsked\":true,\"findings\":[{\"kind\":\"CHECKPOINT_ALTERED\",\"leafIndex\":null,"
                        + "\"size\":100,\"detail\":\"its signature does not hold\"},{\"kind\":\"TILE_ALTERED\",\"leafIndex\":7,"
                        + "\"size\":600,\"detail\":\"\\u001b[31mred\"}]}";

        assertThat(run(Optional.of("secret"))).isEqualTo(ExitStatus.NOT_VALID);
        assertThat(said())
                .contains("FIRST DIFFERENCE: DATABASE CHECKPOINT_ALTERED, size 100:")
                .contains("also: DATABASE TILE_ALTERED at entry 7, size 600:")
                .doesNotContain("\u001b");

        assertThat(run(Optional.of("guess"))).isEqualTo(ExitStatus.UNUSABLE);
    }

    @Test
    void aBusyLogIsWaitedFor() {
        log.busy.set(5);

        assertThat(run()).isEqualTo(ExitStatus.VALID);
    }

    @Test
    void withoutAnswersThereIsNoVerdict() {
        log.chainId = 1;
        assertThat(run()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(err.toString(UTF_8)).contains("the node is of chain 1");

        URI nobody = URI.create("http://127.0.0.1:9/");
        assertThat(fsck().run(new Fsck.Request(nobody, log.trust(), Optional.empty(), Optional.empty())))
                .isEqualTo(ExitStatus.UNUSABLE);
        assertThat(err.toString(UTF_8)).contains("http://127.0.0.1:9/checkpoint gives no answer");
    }

    @Test
    void theCommandLineNamesLogAndTrust(@TempDir Path folder) throws IOException {
        Path trust = folder.resolve("trust.json");
        Files.writeString(trust, log.trustJson());
        Path token = Files.writeString(folder.resolve("token"), "secret\n");
        assertThat(command(
                        "--url", log.url().toString(),
                        "--trust", trust.toString(),
                        "--chain-url", log.nodeUrl().toString(),
                        "--token-file", token.toString()))
                .isEqualTo(ExitStatus.VALID);
        assertThat(said()).contains("database  no row differs");

        assertThat(command("--help")).isEqualTo(ExitStatus.VALID);
        assertThat(command()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(command("--url", "ftp://example.org", "--trust", trust.toString()))
                .isEqualTo(ExitStatus.UNUSABLE);
        assertThat(command("--url", log.url().toString(), "--trust", "missing")).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(command("--url", log.url().toString(), "--trust")).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(err.toString(UTF_8)).contains("Usage: fsck");
    }

    private void flip(String path, int at) {
        byte[] altered = log.files.get(path).clone();
        altered[at] ^= 1;
        log.files.put(path, altered);
    }

    private ExitStatus run() {
        return run(Optional.empty());
    }

    private ExitStatus run(Optional<String> token) {
        return fsck().run(new Fsck.Request(log.url(), log.trust(), Optional.of(log.nodeUrl()), token));
    }

    private Fsck fsck() {
        return new Fsck(print(out), print(err), 1);
    }

    private ExitStatus command(String... args) {
        return FsckCommand.run(print(out), print(err), List.of(args));
    }

    /** What was said since the last time. */
    private String said() {
        String said = out.toString(UTF_8);
        out.reset();
        return said;
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, UTF_8);
    }
}
