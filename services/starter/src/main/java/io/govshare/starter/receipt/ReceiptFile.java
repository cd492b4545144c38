package io.govshare.starter.receipt;

import io.govshare.proof.json.JsonValue;
import io.govshare.proof.json.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A receipt (receipt v1) as a file to download. */
public final class ReceiptFile {

    private static final String FORMAT = "govshare-receipt/v1";

    private ReceiptFile() {}

    /**
     * @param sealed compact statement
     * @param disclosures absent where the receipt discloses nothing
     * @param evidence as {@link LedgerEvidence} gives it
     * @param name of the file, without ending
     */
    public static ResponseEntity<String> of(
            String sealed, @Nullable List<String> disclosures, JsonValue.Obj evidence, String name) {
        JsonValue.Builder receipt =
                JsonValue.Obj.builder().add("format", FORMAT).add("statement", sealed);
        if (disclosures != null) {
            receipt.add("disclosures", JsonValue.texts(disclosures));
        }
        for (String member : List.of("inclusion", "checkpoint", "anchor")) {
            JsonValue value = evidence.members().get(member);
            if (value == null) {
                throw new IllegalStateException("ledger-service gave evidence without " + member);
            }
            receipt.add(member, value);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name + ".receipt.json")
                                .build()
                                .toString())
                .body(JsonWriter.write(receipt.build()));
    }
}
