package io.govshare.verifier;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Sha256;
import io.govshare.proof.receipt.Trust;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Whose verdicts they are: anybody can make a trust file, and call it what they like.
 *
 * @param sha256 of the file's bytes, in hexadecimal
 */
record TrustFile(String name, Trust trust, String sha256) {
    /** @throws ProofFormatException when there is no trust file that can be used */
    static TrustFile read(Path file) {
        byte[] bytes = InputFile.read(file, Trust.MAX_BYTES);
        String sha256 = HexFormat.of().formatHex(Sha256.hash(bytes).bytes());
        return new TrustFile(file.toString(), Trust.parse(bytes), sha256);
    }

    JsonValue.Obj toJson() {
        return JsonValue.Obj.builder().add("file", name).add("sha256", sha256).build();
    }
}
