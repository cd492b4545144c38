package io.govshare.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.govshare.ledger.RunningLedger;
import io.govshare.ledger.TestLedger;
import io.govshare.ledger.intake.EntryLog;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.NoteKey;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.log.Tile;
import io.govshare.proof.log.Tiles;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** C2SP tlog-tiles, signed-note and tlog-checkpoint, rule by rule, as a monitor sees them over HTTP. */
class LogOverHttpIntegrationTests extends RunningLedger {

    /** Enough for a tile of level 2. */
    private static final int ENTRIES = 66_000;

    /** Where Debian puts Go's libraries. */
    private static final Path GO_LIBRARIES = Path.of("/usr/share/gocode");

    @Autowired
    private EntryLog log;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private LogIdentity identity;

    @BeforeEach
    void grown() {
        if (size() < ENTRIES) {
            transaction.executeWithoutResult(status -> log.append(Entries.numbered(0, ENTRIES)));
            TestLedger.await("anchor", () -> get("/status").get("anchoredSize").asLong() >= ENTRIES);
        }
    }

    @Test
    void theCheckpointIsTextAndIsAskedForAnew() {
        HttpResponse<byte[]> answer = open("/checkpoint");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void theCheckpointIsSignedWithEd25519ByAKeyNamedAsItsOrigin() {
        String note = new String(open("/checkpoint").body(), UTF_8);

        NoteKey key = identity.key();
        assertThat(key.name()).isEqualTo(identity.origin());
        assertThat(SignedNote.parse(note).verify(NoteKey.parse(key.text()))).isTrue();
        assertThat(note).startsWith(identity.origin() + "\n").contains("\n\n\u2014 " + identity.origin() + " ");
    }

    @Test
    void whoHasTheCheckpointNeedNotLoadItAgain() {
        String tag = header(open("/checkpoint"), "ETag");

        assertThat(send(request("/checkpoint").header("If-None-Match", tag)).statusCode())
                .isEqualTo(304);
    }

    @Test
    void tilesAndBundlesAreBytesThatMayBeKeptForEver() {
        for (String path : List.of("/tile/0/000", "/tile/0/257.p/9", "/tile/1/000", "/tile/entries/001")) {
            HttpResponse<byte[]> answer = open(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
            assertThat(header(answer, "Cache-Control")).isEqualTo("max-age=31536000, public, immutable");
            assertThat(answer.headers().firstValue("Pragma")).isEmpty();
            assertThat(answer.headers().firstValue("Expires")).isEmpty();
        }
    }

    @Test
    void everyTileOfTheCheckpointIsThereInItsWidth() {
        Checkpoint checkpoint = checkpoint();

        for (Tile.Hashes tile : Tiles.of(checkpoint.size())) {
            if (tile.level() > 0 || tile.index() % 50 == 0 || tile.width() < Tile.WIDTH) {
                assertThat(open("/" + tile.path()).body()).as(tile.path()).hasSize(tile.width() * Hash.BYTES);
            }
        }
    }

    @Test
    void aPartialTileStaysWhenItIsFull() {
        byte[] full = open("/tile/0/000").body();

        for (int width : new int[] {1, 112, 255}) {
            assertThat(open("/tile/0/000.p/" + width).body())
                    .hasSize(width * Hash.BYTES)
                    .isEqualTo(Arrays.copyOf(full, width * Hash.BYTES));
        }
    }

    @Test
    void aPartialTileIsNotHashedIntoTheLevelAbove() {
        long size = checkpoint().size();

        assertThat(open("/tile/1/001.p/" + (size / 256 - 256)).statusCode()).isEqualTo(200);
        assertThat(open("/tile/1/001.p/" + (size / 256 - 256 + 1)).statusCode()).isEqualTo(404);
    }

    @Test
    void anEntryBundleHashesToItsTile() {
        List<byte[]> entries = Tiles.entries(open("/tile/entries/257.p/17").body());

        assertThat(entries).hasSize(17);
        assertThat(entries.stream().map(MerkleHash::leaf))
                .isEqualTo(Tiles.hashes(open("/tile/0/257.p/17").body()));
    }

    @Test
    void anEntryBundleIsCompressedForWhoAsks() throws IOException {
        byte[] plain = open("/tile/entries/000").body();

        HttpResponse<byte[]> answer = send(request("/tile/entries/000").header("Accept-Encoding", "gzip"));
        assertThat(header(answer, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(answer, "Vary")).containsIgnoringCase("accept-encoding");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
                .isEqualTo(plain);
        assertThat(send(request("/tile/entries/000").header("Accept-Encoding", "identity"))
                        .body())
                .isEqualTo(plain);
    }

    @Test
    void otherPathsAreNotFoundAndNotRemembered() {
        for (String path : List.of(
                "/tile/0/999",
                "/tile/0/x001/000",
                "/tile/entries/999",
                "/tile/7/000",
                "/tile/8/000",
                "/tile/63/000",
                "/tile/00/000",
                "/tile/-1/000",
                "/tile/data/000",
                "/tile/0/0",
                "/tile/0/x000/000",
                "/tile/0/000.p/0",
                "/tile/0/000.p/01",
                "/tile/0/000.p/256",
                "/tile/2/000",
                "/tile/0/000/")) {
            HttpResponse<byte[]> answer = open(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(header(answer, "Cache-Control")).as(path).contains("no-store");
        }
    }

    @Test
    void headersAloneMayBeAskedForAndAnyTypeAccepted() {
        HttpResponse<byte[]> head = send(request("/tile/0/000").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo("8192");

        for (String path : List.of("/checkpoint", "/tile/0/000")) {
            assertThat(send(request(path).header("Accept", "text/html")).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    /** Go's module for transparent logs, as its checksum database uses it: nothing in it is ours. */
    @Test
    void aThirdPartysImplementationRebuildsTheTreeAndFindsEveryProofGood() throws Exception {
        boolean installed = Files.isDirectory(GO_LIBRARIES.resolve("src/golang.org/x/mod/sumdb"));
        assumeTrue(
                installed || System.getenv("CI") != null,
                "Go and its x/mod module are not installed ('apt install golang-go golang-golang-x-mod-dev')");
        ProcessBuilder monitor = new ProcessBuilder(
                        "go", "run", "main.go", prefix(), identity.key().text(), auditorsToken())
                .directory(Path.of("src/test/go/monitor").toFile())
                .redirectErrorStream(true);
        monitor.environment()
                .putAll(Map.of(
                        "GO111MODULE",
                        "off",
                        "GOFLAGS",
                        "",
                        "GOPATH",
                        GO_LIBRARIES.toString(),
                        "GOCACHE",
                        Path.of("target/go-cache").toAbsolutePath().toString()));

        Process running = monitor.start();
        String verdict = new String(running.getInputStream().readAllBytes(), UTF_8);
        assertThat(running.waitFor()).as(verdict).isZero();
        assertThat(verdict)
                .startsWith("size " + checkpoint().size() + " root "
                        + checkpoint().root().base64())
                .endsWith("tiles, 200 inclusion and 600 consistency proofs hold\n");
    }

    private Checkpoint checkpoint() {
        SignedNote note = SignedNote.parse(new String(open("/checkpoint").body(), UTF_8));
        assertThat(note.verify(identity.key())).isTrue();
        return Checkpoint.parse(note.text());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("absent");
    }
}
