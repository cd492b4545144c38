package io.govshare.ledger.log;

import io.govshare.ledger.LedgerProblem;
import io.govshare.ledger.log.witness.PublishedCheckpoints;
import io.govshare.proof.ProofFormatException;
import io.govshare.proof.log.Tile;
import io.govshare.proof.log.Tiles;
import io.govshare.proof.merkle.Hash;
import io.govshare.starter.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The log as everybody may read it: C2SP tlog-tiles. Open, since entries are hashes and a watched log is the point. */
@RestController
@RequestMapping("/api/ledger/v1")
@SecurityRequirements
@Tag(name = "Log", description = "The log's head and tiles, after C2SP tlog-tiles; no token needed")
class TlogController {

    private static final MediaType NOTE = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    /** A tile's bytes never change, neither those of a partial one: it is the beginning of what grows there. */
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final PublishedCheckpoints checkpoints;
    private final TileRows tiles;
    private final Leaves leaves;

    TlogController(PublishedCheckpoints checkpoints, TileRows tiles, Leaves leaves) {
        this.checkpoints = checkpoints;
        this.tiles = tiles;
        this.leaves = leaves;
    }

    @GetMapping("/checkpoint")
    @Operation(summary = "Newest checkpoint, a signed note, cosignatures included")
    ResponseEntity<byte[]> checkpoint() {
        PublishedCheckpoints.Published newest = checkpoints
                .newest()
                .orElseThrow(() -> new ProblemException(LedgerProblem.NO_CHECKPOINT, "The log is just starting.")
                        .retryAfter(Duration.ofSeconds(1)));
        return ResponseEntity.ok()
                .contentType(NOTE)
                .cacheControl(CacheControl.noCache())
                .eTag("\"" + newest.tag() + "\"")
                .body(newest.note().getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/tile/{level}/{*number}")
    @Operation(summary = "Tile of hashes, or with level \"entries\" the entries below a tile of level 0")
    ResponseEntity<byte[]> tile(
            @Parameter(description = "0 to 7, or \"entries\"") @PathVariable @Schema(pattern = "[0-7]|entries")
                    String level,
            @Parameter(description = "tile number in groups of three digits, with .p/W for a partial tile of width W")
                    @PathVariable
                    @Schema(maxLength = 40)
                    String number) {
        Tile tile = parse("tile/" + level + number);
        byte[] body = switch (tile) {
            case Tile.Hashes hashes -> tiles.read(hashes).orElseThrow(() -> unknown(tile));
            case Tile.Entries entries -> bundle(entries);
        };
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(FOR_EVER)
                .body(body);
    }

    private byte[] bundle(Tile.Entries tile) {
        if (tile.index() > Long.MAX_VALUE / Tile.WIDTH - 1) {
            throw unknown(tile);
        }
        long first = tile.index() * Tile.WIDTH;
        List<Hash> entries = leaves.entries(first, first + tile.width());
        if (entries.size() < tile.width()) {
            throw unknown(tile);
        }
        return Tiles.entryBundle(entries);
    }

    private static Tile parse(String path) {
        try {
            return Tile.parse(path);
        } catch (ProofFormatException e) {
            throw new ProblemException(LedgerProblem.UNKNOWN_TILE, "No tile has this path: " + e.getMessage() + ".")
                    .causedBy(e);
        }
    }

    private static ProblemException unknown(Tile tile) {
        return new ProblemException(
                LedgerProblem.UNKNOWN_TILE, "The log has not grown to a width of " + tile.width() + " there.");
    }
}
