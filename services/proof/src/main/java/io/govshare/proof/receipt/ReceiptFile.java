package io.govshare.proof.receipt;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;

/** What verifiers are given: one receipt, or many of them in one file. */
public sealed interface ReceiptFile permits Receipt, ReceiptBundle {
    /** @throws ProofFormatException when the bytes are neither a receipt nor a bundle of a version known here */
    static ReceiptFile parse(byte[] utf8) {
        JsonValue.Obj json = JsonReader.parseObject(utf8, Receipt.LIMITS);
        return JsonValue.of(ReceiptBundle.FORMAT).equals(json.members().get("format"))
                ? ReceiptBundle.read(json)
                : Receipt.read(json);
    }
}
