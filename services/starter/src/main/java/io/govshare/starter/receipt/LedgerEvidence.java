package io.govshare.starter.receipt;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.json.JsonFields;
import io.govshare.proof.json.JsonLimits;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.json.JsonWriter;
import io.govshare.proof.receipt.Receipt;
import io.govshare.starter.client.ServiceTokens;
import io.govshare.starter.problem.ProblemCode;
import io.govshare.starter.problem.ProblemException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** What ledger-service can prove of an entry. Not to be called inside a transaction. */
public final class LedgerEvidence {

    /** How long to wait before asking again for what is pending: about one block. */
    public static final Duration RETRY = Duration.ofSeconds(1);

    private static final String PATH = "/api/ledger/v1/evidence";
    private static final String LATER = "Ask again shortly; the statement itself is stored and sealed";
    private static final JsonLimits BUNDLED = new JsonLimits(Receipt.MAX_BYTES, 16, 32);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    /** How much longer than a single receipt a thousand may take, each under an anchor of its own. */
    private static final int TIMES_LONGER = 6;

    private final RestClient ledger;
    private final RestClient bundling;

    private final ProblemCode pending;
    private final ProblemCode unavailable;

    /**
     * @param url base address of ledger-service
     * @param timeout for connecting and for an answer about one entry; an answer about many may take six times as long
     * @param pending what to answer while no anchor covers an entry
     * @param unavailable what to answer while the ledger does not
     */
    public LedgerEvidence(
            URI url, Duration timeout, ServiceTokens tokens, ProblemCode pending, ProblemCode unavailable) {
        HttpClient connections = HttpClient.newBuilder().connectTimeout(timeout).build();
        this.ledger = client(connections, url, timeout, tokens);
        this.bundling = client(connections, url, timeout.multipliedBy(TIMES_LONGER), tokens);
        this.pending = pending;
        this.unavailable = unavailable;
    }

    private static RestClient client(HttpClient connections, URI url, Duration timeout, ServiceTokens tokens) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(connections);
        requests.setReadTimeout(timeout);
        return RestClient.builder()
                .baseUrl(url)
                .requestFactory(requests)
                .requestInterceptor(tokens.bearer())
                .build();
    }

    private record Answer(HttpStatusCode status, byte[] body) {}

    /**
     * Evidence of many entries.
     *
     * @param anchors as a bundle of receipts has them
     * @param nodes as a bundle of receipts has them
     * @param parts of each entry that is anchored, what a bundle says of it besides its statement
     * @param pending entries that no anchor covers yet
     * @param length of all of it as JSON, in bytes
     */
    public record Bundled(
            JsonValue anchors, JsonValue nodes, Map<String, JsonValue.Obj> parts, List<String> pending, long length) {

        public Bundled {
            parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
            pending = List.copyOf(pending);
        }
    }

    /**
     * The members {@code inclusion}, {@code checkpoint} and {@code anchor} of a receipt.
     *
     * @throws ProblemException when the entry is not anchored yet, or the ledger does not answer
     */
    public JsonValue.Obj of(String entry) {
        Answer answer = ask(ledger.get().uri(PATH + "/{entry}", entry), JsonLimits.DEFAULT);
        int status = answer.status().value();
        if (status == NOT_FOUND || status == CONFLICT) {
            // Not there yet is not missing: each entry of ours is on its way to the log.
            throw new ProblemException(pending, LATER, Map.of("entry", entry, "state", "PUBLISHED")).retryAfter(RETRY);
        }
        return parse(answer, JsonLimits.DEFAULT);
    }

    /**
     * What a bundle of receipts takes from the ledger.
     *
     * @param entries 1 to 1,000, none twice
     * @param tooLarge what to answer when one bundle does not take the evidence of all
     * @throws ProblemException when it is too large, or the ledger does not answer; that entries are pending is an
     *     answer
     */
    public Bundled ofAll(List<String> entries, ProblemCode tooLarge) {
        JsonValue.Obj asked =
                JsonValue.Obj.builder().add("entries", JsonValue.texts(entries)).build();
        Answer answer = ask(
                bundling.post()
                        .uri(PATH)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(JsonWriter.bytes(asked)),
                BUNDLED);
        if (answer.status().value() == UNPROCESSABLE || answer.body().length > BUNDLED.maxBytes()) {
            throw new ProblemException(
                    tooLarge, "One file does not take the anchors of all of them; ask for fewer at a time");
        }
        try {
            return bundled(JsonFields.of(parse(answer, BUNDLED)), entries.size(), answer.body().length);
        } catch (ProofFormatException e) {
            throw unavailable(e);
        }
    }

    private static Bundled bundled(JsonFields answer, int asked, int length) {
        Map<String, JsonValue.Obj> parts = new LinkedHashMap<>();
        for (JsonFields part : answer.objects("receipts", asked)) {
            parts.put(
                    part.text("entry"),
                    JsonValue.Obj.builder()
                            .add("anchor", part.integer("anchor", 0, asked))
                            .add("leafIndex", part.integer("leafIndex", 0, Long.MAX_VALUE))
                            .add("path", part.optional("path").orElseThrow(() -> part.error("path", "is missing")))
                            .build());
        }
        return new Bundled(
                answer.optional("anchors").orElseThrow(() -> answer.error("anchors", "is missing")),
                answer.optional("nodes").orElseThrow(() -> answer.error("nodes", "is missing")),
                parts,
                answer.texts("pending", asked),
                length);
    }

    private Answer ask(RestClient.RequestHeadersSpec<?> question, JsonLimits limits) {
        try {
            Answer answer = question.exchange((_, response) ->
                    new Answer(response.getStatusCode(), response.getBody().readNBytes(limits.maxBytes() + 1)));
            if (answer != null) {
                return answer;
            }
            throw unavailable(new IllegalStateException("no answer"));
        } catch (RestClientException | IllegalStateException e) {
            throw unavailable(e);
        }
    }

    private JsonValue.Obj parse(Answer answer, JsonLimits limits) {
        if (!answer.status().is2xxSuccessful()) {
            throw unavailable(new IllegalStateException(
                    "ledger-service answered " + answer.status().value()));
        }
        try {
            return JsonReader.parseObject(answer.body(), limits);
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
