package io.govshare.verifier.fsck;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.govshare.proof.log.SignedNote;
import io.govshare.proof.log.Tile;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A log as C2SP tlog-tiles has it served below one address. */
final class ServedLog {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** A full bundle of the longest entries. */
    private static final int MAX_TILE = Tile.WIDTH * (2 + 0xffff);

    private final Web web;
    private final String prefix;

    ServedLog(Web web, URI prefix) {
        this.web = web;
        String text = prefix.toString();
        this.prefix = text.endsWith("/") ? text : text + "/";
    }

    SignedNote checkpoint() {
        byte[] note = web.get(at("checkpoint"), SignedNote.MAX_CHARS * 3, TIMEOUT)
                .orElseThrow(() -> new UnusableException("there is no log at " + Web.place(at(""))));
        return SignedNote.parse(new String(note, UTF_8));
    }

    /** Empty when the log has no such tile. */
    Optional<byte[]> read(Tile tile) {
        return web.get(at(tile.path()), MAX_TILE, TIMEOUT);
    }

    URI at(String path) {
        return URI.create(prefix + path);
    }
}
