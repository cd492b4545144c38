package io.govshare.proof.corpus;

import io.govshare.proof.json.JsonValue;
import io.govshare.proof.receipt.Step;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * One file, the trust file it is checked against, and what has to come of it.
 *
 * @param id kind and number, unique in the corpus
 * @param kind what was done to the receipt, as one word
 * @param what the same in a sentence
 * @param trust name of the trust file
 * @param receipt the file's bytes
 * @param padTo when positive, the file is this long: spaces follow the receipt's bytes
 */
public record CorpusCase(
        String id, String kind, String what, String trust, byte[] receipt, long padTo, Expected expected) {

    /**
     * What has to come of it, known from how the file was made.
     *
     * @param outcome a verdict's outcome, or {@code UNUSABLE}
     * @param failed the step that has to fail, of an invalid receipt
     */
    public record Expected(String outcome, Optional<Step.Name> failed) {
        static final Expected VALID = new Expected("VALID", Optional.empty());
        static final Expected NOT_CONSORTIUM_SEALED = new Expected("NOT_CONSORTIUM_SEALED", Optional.empty());
        static final Expected UNUSABLE = new Expected("UNUSABLE", Optional.empty());

        static Expected failing(Step.Name step) {
            return new Expected("INVALID", Optional.of(step));
        }

        JsonValue failedJson() {
            return failed.map(step -> JsonValue.of(step.toString())).orElse(JsonValue.NULL);
        }

        @Override
        public String toString() {
            return outcome + failed.map(step -> " at " + step).orElse("");
        }
    }

    /** The line of the case in its file. */
    JsonValue.Obj toJson() {
        JsonValue.Builder json =
                JsonValue.Obj.builder().add("id", id).add("what", what).add("trust", trust);
        try {
            json.add(
                    "receipt",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(receipt))
                            .toString());
        } catch (CharacterCodingException e) {
            json.add("receiptBase64", Base64.getEncoder().encodeToString(receipt));
        }
        if (padTo > 0) {
            json.add("padTo", padTo);
        }
        return json.add("outcome", expected.outcome())
                .add("failed", expected.failedJson())
                .build();
    }

    @Override
    public String toString() {
        return id + " (" + what + ")";
    }
}
