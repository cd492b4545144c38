package io.govshare.catalog.anchoring;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.json.JsonLimits;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.starter.client.ServiceTokens;
import io.govshare.starter.problem.ProblemException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** What ledger-service can prove of an entry. Not to be called inside a transaction. */
@Component
class LedgerEvidence {

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final RestClient ledger;

    LedgerEvidence(LedgerProperties properties, ServiceTokens tokens) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(properties.timeout()).build());
        requests.setReadTimeout(properties.timeout());
        this.ledger = RestClient.builder()
                .baseUrl(properties.url())
                .requestFactory(requests)
                .requestInterceptor(tokens.bearer())
                .build();
    }

    private record Answer(HttpStatusCode status, byte[] body) {}

    /**
     * The members {@code inclusion}, {@code checkpoint} and {@code anchor} of a receipt.
     *
     * @throws ProblemException when the entry is not anchored yet, or the ledger does not answer
     */
    JsonValue.Obj of(String entry) {
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
                            AnchoringProblem.PENDING,
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

    private static ProblemException unavailable(Exception cause) {
        return new ProblemException(AnchoringProblem.LEDGER_UNAVAILABLE, "Ask again shortly")
                .retryAfter(RETRY)
                .causedBy(cause);
    }
}
