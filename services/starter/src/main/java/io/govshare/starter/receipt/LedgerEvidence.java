package io.govshare.starter.receipt;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.json.JsonLimits;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.starter.client.ServiceTokens;
import io.govshare.starter.problem.ProblemCode;
import io.govshare.starter.problem.ProblemException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** What ledger-service can prove of an entry. Not to be called inside a transaction. */
public final class LedgerEvidence {

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final RestClient ledger;

    private final ProblemCode pending;
    private final ProblemCode unavailable;

    /**
     * @param url base address of ledger-service
     * @param timeout for connecting and for each answer
     * @param pending what to answer while no anchor covers an entry
     * @param unavailable what to answer while the ledger does not
     */
    public LedgerEvidence(
            URI url, Duration timeout, ServiceTokens tokens, ProblemCode pending, ProblemCode unavailable) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(timeout).build());
        requests.setReadTimeout(timeout);
        this.ledger = RestClient.builder()
                .baseUrl(url)
                .requestFactory(requests)
                .requestInterceptor(tokens.bearer())
                .build();
        this.pending = pending;
        this.unavailable = unavailable;
    }

    private record Answer(HttpStatusCode status, byte[] body) {}

    /**
     * The members {@code inclusion}, {@code checkpoint} and {@code anchor} of a receipt.
     *
     * @throws ProblemException when the entry is not anchored yet, or the ledger does not answer
     */
    public JsonValue.Obj of(String entry) {
        Answer answer;
        try {
            answer = ledger.get().uri("/api/ledger/v1/evidence/{entry}", entry).exchange((_, response) -> {
                byte[] body = response.getBody().readNBytes(JsonLimits.DEFAULT.maxBytes());
                return new Answer(response.getStatusCode(), body);
            });
        } catch (RestClientException | IllegalStateException e) {
            throw unavailable(e);
        }
        if (answer == null) {
            throw unavailable(new IllegalStateException("no answer"));
        }
        int status = answer.status().value();
        if (status == NOT_FOUND || status == CONFLICT) {
            // Not there yet is not missing: each entry of ours is on its way to the log.
            throw new ProblemException(
                            pending,
                            "Ask again shortly; the statement itself is stored and sealed",
                            Map.of("entry", entry, "state", "PUBLISHED"))
                    .retryAfter(RETRY);
        }
        if (!answer.status().is2xxSuccessful()) {
            throw unavailable(new IllegalStateException("ledger-service answered " + status));
        }
        try {
            return JsonReader.parseObject(answer.body(), JsonLimits.DEFAULT);
        } catch (ProofFormatException e) {
            throw unavailable(e);
        }
    }

    private ProblemException unavailable(Exception cause) {
        return new ProblemException(unavailable, "Ask again shortly")
                .retryAfter(RETRY)
                .causedBy(cause);
    }
}
