package io.govshare.audit.selfaudit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.govshare.proof.log.SignedNote;
import io.govshare.proof.log.Tile;
import io.govshare.proof.log.Tiles;
import io.govshare.proof.merkle.Hash;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClient;

/** The log as anybody reads it: C2SP tlog-tiles over HTTP, without a token. */
final class PublicLog {

    private final RestClient http;

    PublicLog(RestClient http) {
        this.http = http;
    }

    SignedNote checkpoint() {
        return SignedNote.parse(new String(bytes("checkpoint"), UTF_8));
    }

    List<byte[]> entries(long index, int width) {
        return Tiles.entries(bytes(new Tile.Entries(index, width).path()));
    }

    List<Hash> leafHashes(long index, int width) {
        return Tiles.hashes(bytes(new Tile.Hashes(0, index, width).path()));
    }

    private byte[] bytes(String path) {
        byte[] body = http.get()
                .uri("/api/ledger/v1/" + path)
                .header(HttpHeaders.ACCEPT, "*/*")
                .retrieve()
                .body(byte[].class);
        if (body == null) {
            throw new IllegalStateException("the ledger answered " + path + " with an empty body");
        }
        return body;
    }
}
