package io.govshare.stack.client;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What somebody who is logged in does. Each verb sends one request and returns the answer as it came. */
public final class Operator {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String CATALOG = "/api/catalog/v1";
    private static final Duration REQUEST = Duration.ofSeconds(60);
    private static final Duration BULK = Duration.ofMinutes(30);

    private final Platform platform;
    private final String user;
    private Platform.@Nullable Token token;

    Operator(Platform platform, String user) {
        this.platform = platform;
        this.user = user;
    }

    public String user() {
        return user;
    }

    /** A bearer token that is valid for a while yet. */
    public synchronized String token() {
        Platform.Token current = token;
        if (current == null || current.renewAtNanos() - System.nanoTime() < 0) {
            current = platform.login(user);
            token = current;
        }
        return current.value();
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), REQUEST, headers);
    }

    public Answer post(String path, Object body, String... headers) {
        return json("POST", path, body, headers);
    }

    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody(), REQUEST);
    }

    /** Any body under any media type, bad ones included. */
    public Answer send(String method, String path, byte[] body, String mediaType, String... headers) {
        return send(method, path, BodyPublishers.ofByteArray(body), REQUEST, with(headers, "Content-Type", mediaType));
    }

    /** @param format {@code dcat-us} or {@code dcat-ap} */
    public Answer importsCatalogue(String format, String mode, Path file) {
        String mediaType = format.equals("dcat-ap") ? "text/turtle" : "application/json";
        return send(
                "POST",
                CATALOG + "/catalogues/imports?format=" + format + "&mode=" + mode,
                file(file),
                BULK,
                "Content-Type",
                mediaType);
    }

    public Answer createsDataset(Map<String, ?> dataset) {
        return post(CATALOG + "/datasets", dataset);
    }

    public Answer publishes(UUID dataset, Object record) {
        return post(CATALOG + "/datasets/" + dataset + "/records", record);
    }

    /** @param version the version that the new one follows */
    public Answer publishesVersion(UUID dataset, UUID record, int version, Object content) {
        return json(
                "PUT",
                CATALOG + "/datasets/" + dataset + "/records/" + record,
                content,
                "If-Match",
                "\"" + version + "\"");
    }

    /** @param onError {@code keep} the good lines, or {@code refuse} the whole */
    public Answer publishesAll(UUID dataset, Path file, String mediaType, String idempotencyKey, String onError) {
        return publishesAll(dataset, file(file), mediaType, idempotencyKey, onError);
    }

    public Answer publishesAll(
            UUID dataset, BodyPublisher lines, String mediaType, String idempotencyKey, String onError) {
        return send(
                "POST",
                CATALOG + "/datasets/" + dataset + "/records/bulk?onError=" + onError,
                lines,
                BULK,
                "Content-Type",
                mediaType,
                "Idempotency-Key",
                idempotencyKey);
    }

    public Answer reads(UUID record, String purpose, @Nullable UUID agreement) {
        return get(CATALOG + "/records/" + record + "?purpose=" + URLEncoder.encode(purpose, StandardCharsets.UTF_8)
                + (agreement == null ? "" : "&agreement=" + agreement));
    }

    public Answer listsRecords(UUID dataset, @Nullable String cursor, int limit) {
        return get(CATALOG + "/datasets/" + dataset + "/records?limit=" + limit
                + (cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)));
    }

    /** The receipt with all fields that the operator may see, which is a read and is sealed and logged as one. */
    public Answer fetchesReceipt(UUID record) {
        return get(CATALOG + "/records/" + record + "/receipt?disclosures=true");
    }

    /** The receipt without any field. */
    public Answer fetchesBareReceipt(UUID record) {
        return get(CATALOG + "/records/" + record + "/receipt");
    }

    /** The receipts of many of the dataset's records in one file, without any field. */
    public Answer fetchesBundle(UUID dataset, List<UUID> records) {
        return post(
                CATALOG + "/datasets/" + dataset + "/receipts",
                Map.of(
                        "records",
                        records.stream().map(record -> Map.of("record", record)).toList()));
    }

    public Answer withdraws(UUID record, String reason) {
        return post(CATALOG + "/records/" + record + "/withdrawal", Map.of("reason", reason));
    }

    public Answer erases(UUID record, String reason) {
        return post(CATALOG + "/records/" + record + "/erasure", Map.of("reason", reason));
    }

    /** The receipt of a statement that is no record, by its entry. */
    public Answer fetchesStatementReceipt(String entry) {
        return get(CATALOG + "/statements/" + entry + "/receipt");
    }

    public Answer requestsAgreement(
            UUID dataset, String purpose, String legalBasis, List<String> fields, Instant validUntil) {
        return post(
                CATALOG + "/agreements",
                Map.of(
                        "dataset", dataset,
                        "purpose", purpose,
                        "legalBasis", legalBasis,
                        "fields", fields,
                        "validUntil", validUntil.toString()));
    }

    public Answer acceptsAgreement(UUID agreement) {
        return post(CATALOG + "/agreements/" + agreement + "/acceptance", Map.of());
    }

    public Answer refusesAgreement(UUID agreement, String reason) {
        return post(CATALOG + "/agreements/" + agreement + "/refusal", Map.of("reason", reason));
    }

    public Answer suspends(String agency, String reason) {
        return post("/api/identity/v1/agencies/" + agency + "/suspension", Map.of("reason", reason));
    }

    public Answer reinstates(String agency) {
        return delete("/api/identity/v1/agencies/" + agency + "/suspension");
    }

    /** Returns when everything has been checked, which takes the longer the more there is. */
    public Answer runsSelfAudit() {
        return send("POST", "/api/audit/v1/self-audits", BodyPublishers.noBody(), BULK);
    }

    private Answer json(String method, String path, Object body, String... headers) {
        return send(
                method,
                path,
                BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)),
                REQUEST,
                with(headers, "Content-Type", "application/json"));
    }

    private Answer send(String method, String path, BodyPublisher body, Duration timeout, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(platform.gateway().resolve(path))
                .timeout(timeout)
                .header("Authorization", "Bearer " + token())
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return platform.send(request.build());
    }

    private static String[] with(String[] headers, String name, String value) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = name;
        all[headers.length + 1] = value;
        return all;
    }

    private static BodyPublisher file(Path file) {
        try {
            return BodyPublishers.ofFile(file);
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }
}
