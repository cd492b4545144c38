package io.govshare.ledger.log.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.govshare.ledger.log.SignedCheckpoint;
import io.govshare.proof.ProofFormatException;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.log.WitnessKey;
import io.govshare.proof.merkle.ConsistencyProof;
import io.govshare.proof.merkle.Hash;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** {@code add-checkpoint} of C2SP tlog-witness. Thread-safe; an answer takes no longer than the timeout. */
final class WitnessClient implements AutoCloseable {

    /** A few cosignatures, or a short reason. */
    private static final int MAX_BODY = 32 * 1024;

    private static final int MAX_REASON = 200;
    private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,18})\n?");

    private final HttpClient http;
    private final Duration timeout;

    WitnessClient(Duration timeout) {
        this.timeout = timeout;
        // An upgrade to HTTP/2 without TLS, which the JDK would try, is no part of the protocol.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    WitnessAnswer addCheckpoint(
            WitnessProperties.Witness witness, ConsistencyProof proof, SignedCheckpoint checkpoint) {
        HttpRequest request = HttpRequest.newBuilder(witness.addCheckpoint())
                .timeout(timeout)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(BodyPublishers.ofString(body(proof, checkpoint)))
                .build();
        CompletableFuture<HttpResponse<byte[]>> asked =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY));
        try {
            // The request's own timeout ends when the first header arrives.
            HttpResponse<byte[]> response = asked.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return answer(witness.parsedKey(), checkpoint, response.statusCode(), new String(response.body(), UTF_8));
        } catch (TimeoutException e) {
            asked.cancel(true);
            return new WitnessAnswer.Unreachable("no answer within " + timeout);
        } catch (ExecutionException e) {
            return new WitnessAnswer.Unreachable(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            return new WitnessAnswer.Unreachable("interrupted");
        }
    }

    private static String body(ConsistencyProof proof, SignedCheckpoint checkpoint) {
        StringBuilder body = new StringBuilder("old ").append(proof.fromSize()).append('\n');
        for (Hash hash : proof.path()) {
            body.append(hash.base64()).append('\n');
        }
        return body.append('\n').append(checkpoint.note()).toString();
    }

    private static WitnessAnswer answer(WitnessKey key, SignedCheckpoint checkpoint, int status, String body) {
        return switch (status) {
            case 200 -> cosigned(key, checkpoint, body);
            case 409 -> conflict(body);
            case 403 -> refused("it does not know the log's key", body);
            case 404 -> refused("it does not know the log's origin", body);
            case 422 -> refused("it does not accept the consistency proof", body);
            default ->
                status >= 500 || status == 429
                        ? new WitnessAnswer.Unreachable("status " + status)
                        : refused("status " + status, body);
        };
    }

    /** Lines by unknown keys are passed over. */
    private static WitnessAnswer cosigned(WitnessKey key, SignedCheckpoint checkpoint, String body) {
        try {
            SignedNote note = SignedNote.parse(checkpoint.note() + body);
            // An empty line in the answer would make what precedes it part of the text that was signed.
            if (!note.text().equals(SignedNote.parse(checkpoint.note()).text())) {
                return new WitnessAnswer.Refused("its answer holds more than signature lines");
            }
            return note.cosignature(key)
                    // A witness must say when.
                    .filter(cosignature -> cosignature.time().isAfter(Instant.EPOCH))
                    .<WitnessAnswer>map(WitnessAnswer.Cosigned::new)
                    .orElseGet(() -> new WitnessAnswer.Refused("its answer holds no cosignature by its key"));
        } catch (ProofFormatException e) {
            return new WitnessAnswer.Refused("its answer is no signature: " + e.getMessage());
        }
    }

    private static WitnessAnswer conflict(String body) {
        return SIZE.matcher(body).matches()
                ? size(body.strip())
                : new WitnessAnswer.Refused("its conflict names no size");
    }

    private static WitnessAnswer size(String digits) {
        try {
            return new WitnessAnswer.Conflict(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            return new WitnessAnswer.Refused("its conflict names size " + digits);
        }
    }

    private static WitnessAnswer refused(String reason, String body) {
        String said = body.strip().replaceAll("\\p{Cntrl}", " ");
        return new WitnessAnswer.Refused(
                said.isEmpty() ? reason : reason + ": " + said.substring(0, Math.min(said.length(), MAX_REASON)));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
