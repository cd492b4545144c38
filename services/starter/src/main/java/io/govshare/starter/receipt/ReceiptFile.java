package io.govshare.starter.receipt;

import io.govshare.proof.json.JsonValue;
import io.govshare.proof.json.JsonWriter;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A receipt or a bundle of receipts (receipt v1, receipt-bundle v1) as a file to download. */
public final class ReceiptFile {

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
                JsonValue.Obj.builder().add("format", Receipt.FORMAT).add("statement", sealed);
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
        return download(name + ".receipt.json").body(JsonWriter.write(receipt.build()));
    }

    /**
     * @param sealed the compact statement of each entry, in the order that the file is to have
     * @param evidence of all of them, none pending
     * @param name of the file, without ending
     */
    public static ResponseEntity<byte[]> bundle(
            Map<String, String> sealed, LedgerEvidence.Bundled evidence, String name) {
        List<JsonValue> receipts = new ArrayList<>();
        sealed.forEach((entry, statement) -> {
            JsonValue.Obj part = evidence.parts().get(entry);
            if (part == null) {
                throw new IllegalStateException("ledger-service gave no evidence of entry " + entry);
            }
            JsonValue.Builder receipt = JsonValue.Obj.builder().add("statement", statement);
            part.members().forEach(receipt::add);
            receipts.add(receipt.build());
        });
        return download(name + ".receipts.json")
                .body(JsonWriter.bytes(JsonValue.Obj.builder()
                        .add("format", ReceiptBundle.FORMAT)
                        .add("anchors", evidence.anchors())
                        .add("nodes", evidence.nodes())
                        .add("receipts", new JsonValue.Array(receipts))
                        .build()));
    }

    private static ResponseEntity.BodyBuilder download(String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString());
    }
}
