package io.govshare.catalog.record;

import io.govshare.proof.json.JsonValue;
import io.govshare.proof.seal.SealedStatement;
import java.time.Instant;

/**
 * That an agency has withdrawn or erased a record of its own.
 *
 * @param entry of the sealed statement that says so, base64url
 * @param at in whole seconds, as it was sealed
 */
public record Removal(String entry, Instant at, String reason) {

    /** @param sealed a statement that was verified, or stored by this service */
    public static Removal of(String sealed) {
        SealedStatement statement = SealedStatement.parse(sealed);
        return new Removal(
                statement.entry().base64Url(),
                statement.issuedAt(),
                statement.payload().members().get("reason") instanceof JsonValue.Text(String text) ? text : "");
    }
}
