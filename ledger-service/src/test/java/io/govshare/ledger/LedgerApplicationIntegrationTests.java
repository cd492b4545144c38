package io.govshare.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.ledger.log.Entries;
import io.govshare.proof.json.CanonicalJson;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.NoteKey;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.log.Tile;
import io.govshare.proof.log.Tiles;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.InclusionProof;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptBundle;
import io.govshare.proof.receipt.ReceiptVerifier;
import io.govshare.proof.receipt.Trust;
import io.govshare.proof.receipt.Verdict;
import io.govshare.proof.seal.MemorySigner;
import io.govshare.proof.seal.PublicKeys;
import io.govshare.proof.seal.SealedStatement;
import io.govshare.proof.seal.StatementType;
import io.govshare.schemas.ReceiptsIssued;
import io.govshare.schemas.Topics;
import io.govshare.testkit.infrastructure.TestInfrastructure;
import io.govshare.testkit.openapi.OpenApiAssertions;
import io.govshare.testkit.spring.TestAgencies;
import io.govshare.testkit.token.TestTokens;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Kafka in, HTTP and Kafka out. */
class LedgerApplicationIntegrationTests extends RunningLedger {

    @Autowired
    private TestInfrastructure infrastructure;

    @Autowired
    private TestAgencies agencies;

    @Autowired
    private TestTokens tokens;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void entriesFromKafkaBecomeReceiptsThatVerify() throws Exception {
        long before = size();
        List<Hash> entries = LedgerTopics.entries("way", 2_300);
        topics().send(Topics.CATALOG_STATEMENTS_SEALED, entries.subList(0, 1_500));
        topics().send(Topics.IDENTITY_STATEMENTS_SEALED, entries.subList(1_500, 2_300));
        // once more, as from an outbox that crashed before it noted the acknowledgement
        topics().send(Topics.CATALOG_STATEMENTS_SEALED, entries.subList(0, 700));

        TestLedger.await("all anchored", () -> {
            JsonNode status = get("/status");
            return status.get("anchoredSize").asLong() == before + 2_300
                    && status.get("pending").asLong() == 0;
        });
        assertThat(size()).isEqualTo(before + 2_300);

        NoteKey key = NoteKey.parse(get("/trust").at("/logs/0/key").asString());
        for (Hash entry : List.of(entries.getFirst(), entries.get(777), entries.getLast())) {
            JsonNode evidence = get("/evidence/" + entry.base64Url());
            SignedNote note = SignedNote.parse(evidence.get("checkpoint").asString());
            assertThat(note.verify(key)).isTrue();
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            InclusionProof inclusion = new InclusionProof(
                    evidence.at("/inclusion/leafIndex").asLong(),
                    evidence.at("/inclusion/treeSize").asLong(),
                    StreamSupport.stream(evidence.at("/inclusion/path").spliterator(), false)
                            .map(hash -> Hash.fromBase64(hash.asString()))
                            .toList());
            assertThat(inclusion.defect(MerkleHash.leaf(entry), checkpoint.root()))
                    .isEmpty();
            assertThat(inclusion.treeSize()).isEqualTo(checkpoint.size());
            assertThat(evidence.at("/anchor/size").asLong()).isEqualTo(checkpoint.size());
            assertThat(evidence.at("/anchor/block/header").asString()).startsWith("0xf9");
            assertThat(evidence.at("/anchor/storageProof").size()).isPositive();
        }

        List<ReceiptsIssued> announced = topics().announcements(entries);
        assertThat(announced).allSatisfy(event -> {
            assertThat(event.receipts()).hasSizeLessThanOrEqualTo(1_000);
            assertThat(event.receipts()).allMatch(receipt -> receipt.leafIndex() < event.treeSize());
            assertThat(event.transaction()).startsWith("0x");
        });
        assertThat(announced.stream()
                        .flatMap(event -> event.receipts().stream())
                        .map(ReceiptsIssued.Issued::entry)
                        .filter(entry -> entries.contains(Hash.fromBase64Url(entry))))
                .hasSize(2_300)
                .doesNotHaveDuplicates();
    }

    @Test
    void evidenceAndTrustFileMakeAReceiptThatTheVerifierAccepts() throws Exception {
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        MemorySigner signer = new MemorySigner(key);
        JsonValue.Obj jwk = PublicKeys.toJwk(key.getPublic());
        // The platform seals what happens to agencies and keys; it is in the directory without ever being a member.
        agencies.announce(
                "platform",
                "pending",
                List.of(Map.of(
                        "kid",
                        signer.kid(),
                        "jwk",
                        JSON.readValue(CanonicalJson.write(jwk), Map.class),
                        "status",
                        "active",
                        "validFrom",
                        "2026-01-01T00:00:00Z")));
        SealedStatement statement = SealedStatement.seal(
                StatementType.KEY_REGISTERED,
                new SealedStatement.Claims(
                        "platform", UUID.randomUUID().toString(), Instant.parse("2026-11-22T10:00:00Z"), "operator"),
                JsonValue.Obj.builder().add("agency", "tax").build(),
                signer);
        topics().send(Topics.IDENTITY_STATEMENTS_SEALED, List.of(statement.entry()));
        String path = "/evidence/" + statement.entry().base64Url();
        TestLedger.await("evidence", () -> status(path) == 200);
        TestLedger.await("the agency", () -> get("/trust").get("agencies").size() == 1);

        assertReceipt(statement, get(path));
        assertBundle(statement);
        long captured = get(path).at("/anchor/block/number").asLong();

        // the captured proof is lost: the contract still holds the anchor
        jdbc.sql("update anchor set block_header = '', account_proof = '{}', storage_proof = '{}'"
                        + " where state = 'confirmed' and size = ?")
                .param(get(path).at("/anchor/size").asLong())
                .update();
        JsonNode renewed = get(path);
        assertReceipt(statement, renewed);
        assertThat(renewed.at("/anchor/block/number").asLong()).isGreaterThanOrEqualTo(captured);

        String anchor = "/anchors/" + renewed.at("/anchor/size").asLong() + "/proof";
        assertThat(renew(anchor, "auditor").statusCode()).isEqualTo(403);
        assertThat(renew("/anchors/999999999/proof", "platform-operator").statusCode())
                .isEqualTo(404);
        HttpResponse<byte[]> answer = renew(anchor, "platform-operator");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode again = get(path);
        assertThat(JSON.readTree(answer.body()).get("blockNumber").asLong())
                .isEqualTo(again.at("/anchor/block/number").asLong())
                .isGreaterThan(renewed.at("/anchor/block/number").asLong() - 1);
        assertReceipt(statement, again);
    }

    @Test
    void evidenceOfManyIsWhatABundleHoldsAndNamesThePending() throws Exception {
        List<Hash> entries = LedgerTopics.entries("bundle", 300);
        topics().send(Topics.CATALOG_STATEMENTS_SEALED, entries);
        TestLedger.await(
                "evidence of all",
                () -> entries.stream().allMatch(entry -> status("/evidence/" + entry.base64Url()) == 200));
        Hash nowhere = Entries.entry("in no log");
        List<Hash> asked = List.of(entries.get(7), nowhere, entries.get(299), entries.get(0));

        JsonNode bundle = JSON.readTree(ask(JSON.writeValueAsString(
                        Map.of("entries", asked.stream().map(Hash::base64Url).toList())))
                .body());

        assertThat(texts(bundle.get("pending"))).containsExactly(nowhere.base64Url());
        assertThat(bundle.get("receipts").size()).isEqualTo(3);
        assertThat(bundle.at("/receipts/0/entry").asString())
                .isEqualTo(entries.get(7).base64Url());
        for (JsonNode part : bundle.get("receipts")) {
            JsonNode alone = get("/evidence/" + part.get("entry").asString());
            JsonNode shared = bundle.get("anchors").get(part.get("anchor").asInt());
            assertThat(shared.get("checkpoint")).isEqualTo(alone.get("checkpoint"));
            assertThat(shared.get("anchor")).isEqualTo(alone.get("anchor"));
            assertThat(part.get("leafIndex").asLong())
                    .isEqualTo(alone.at("/inclusion/leafIndex").asLong());
            assertThat(StreamSupport.stream(part.get("path").spliterator(), false)
                            .map(place -> bundle.get("nodes").get(place.asInt()).asString()))
                    .containsExactlyElementsOf(texts(alone.at("/inclusion/path")));
        }
    }

    @Test
    void aWrongQuestionForManyIsAProblem() {
        String entry = "\"" + Entries.entry("any").base64Url() + "\"";
        assertWrong("entries", "{}");
        assertWrong("entries", "{\"entries\":[]}");
        assertWrong("entries", "{\"entries\":[" + (entry + ",").repeat(1_000) + entry + "]}");
        assertWrong("entries[0]", "{\"entries\":[null]}");
        assertWrong("entries[1]", "{\"entries\":[" + entry + ",\"short\"]}");
        assertWrong("entries[1]", "{\"entries\":[" + entry + "," + entry + "]}");
    }

    private void assertWrong(String field, String body) {
        HttpResponse<byte[]> answer = ask(body);
        assertThat(answer.statusCode()).as(body).isEqualTo(400);
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("code").asString()).isEqualTo("REQ-1002");
        assertThat(problem.get("field").asString()).isEqualTo(field);
    }

    private HttpResponse<byte[]> ask(String body) {
        return send(request("/evidence")
                .header("Authorization", "Bearer " + auditorsToken())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private void assertReceipt(SealedStatement statement, JsonNode evidence) {
        ObjectNode receipt = JSON.createObjectNode()
                .put("format", Receipt.FORMAT)
                .put("statement", statement.compact())
                .setAll((ObjectNode) evidence);
        Trust trust = Trust.parse(get("/trust").toString());
        Verdict verdict = ReceiptVerifier.verify(Receipt.parse(receipt.toString()), trust);
        assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Verdict.Outcome.NOT_CONSORTIUM_SEALED);
    }

    private void assertBundle(SealedStatement statement) {
        ObjectNode bundle = (ObjectNode) JSON.readTree(
                ask("{\"entries\":[\"" + statement.entry().base64Url() + "\"]}").body());
        bundle.put("format", ReceiptBundle.FORMAT).remove("pending");
        ObjectNode part = (ObjectNode) bundle.at("/receipts/0");
        part.put("statement", statement.compact()).remove("entry");
        Receipt receipt = ReceiptBundle.parse(bundle.toString()).receipts().getFirst();
        Verdict verdict =
                ReceiptVerifier.verify(receipt, Trust.parse(get("/trust").toString()));
        assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Verdict.Outcome.NOT_CONSORTIUM_SEALED);
    }

    private HttpResponse<byte[]> renew(String path, String role) {
        return send(request(path)
                .header("Authorization", "Bearer " + tokens.person("operator", role))
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    void theCommittedDescriptionIsThatOfTheService() throws Exception {
        OpenApiAssertions.assertCommitted(port());
    }

    @Test
    void aMessageThatIsNoEventStopsNobody() throws Exception {
        long before = size();
        topics().sendRaw(Topics.CATALOG_STATEMENTS_SEALED, "{\"statements\":[{\"entry\":\"short\"}]}".getBytes(UTF_8));
        topics().sendRaw(Topics.CATALOG_STATEMENTS_SEALED, "not json".getBytes(UTF_8));
        topics().send(Topics.CATALOG_STATEMENTS_SEALED, LedgerTopics.entries("after", 3));

        TestLedger.await("the good entries", () -> size() == before + 3);
    }

    @Test
    void aNewEntryHasItsEvidenceByItselfWithinTwentySeconds() throws Exception {
        Hash entry = LedgerTopics.entries("quick", 1).getFirst();
        long begin = System.nanoTime();
        topics().send(Topics.CATALOG_STATEMENTS_SEALED, List.of(entry));
        TestLedger.await("evidence", () -> status("/evidence/" + entry.base64Url()) == 200);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void theLogIsOpenAndTheRestIsNot() throws Exception {
        long before = size();
        topics().send(Topics.CATALOG_STATEMENTS_SEALED, LedgerTopics.entries("open", 300));
        TestLedger.await("a full tile", () -> size() == before + 300);

        assertThat(open("/checkpoint").statusCode()).isEqualTo(200);
        HttpResponse<byte[]> tile = open("/tile/0/000");
        assertThat(tile.statusCode()).isEqualTo(200);
        assertThat(tile.body()).hasSize(Tile.WIDTH * Hash.BYTES);
        List<byte[]> bundle = Tiles.entries(open("/tile/entries/000").body());
        assertThat(bundle).hasSize(256);
        assertThat(MerkleHash.leaf(bundle.get(17))).isEqualTo(Hash.at(tile.body(), 17 * Hash.BYTES));
        for (String path : List.of("/status", "/trust", "/anchors", "/evidence/x", "/proofs/consistency?from=0&to=1")) {
            assertThat(open(path).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void badParametersAreProblemsThatNameThem() throws Exception {
        topics().send(Topics.CATALOG_STATEMENTS_SEALED, LedgerTopics.entries("parameters", 2));
        TestLedger.await("entries", () -> size() >= 2);

        assertProblem("/evidence/short", 400, "REQ-1003", "entry");
        assertProblem("/evidence/" + Entries.entry("nowhere").base64Url(), 404, "LGR-1001", null);
        assertProblem("/proofs/inclusion", 400, "REQ-1003", "entry");
        assertProblem("/proofs/inclusion?index=-1", 400, "REQ-1003", "index");
        assertProblem("/proofs/inclusion?index=1&size=1", 404, "LGR-1003", "size");
        assertProblem("/proofs/inclusion?index=0&size=99999999", 404, "LGR-1003", "size");
        assertProblem("/proofs/inclusion?index=zero", 400, "REQ-1003", "index");
        assertProblem("/proofs/consistency?from=2&to=1", 400, "REQ-1003", "from");
        assertProblem("/proofs/consistency?from=1", 400, "REQ-1003", "to");
        assertProblem("/anchors?limit=0", 400, "REQ-1003", "limit");
        assertProblem("/tile/9/000", 404, "LGR-1005", null);
        assertProblem("/tile/0/999", 404, "LGR-1005", null);
        assertThat(get("/proofs/consistency?from=1&to=2").at("/path").size()).isPositive();
        assertThat(get("/proofs/inclusion?index=1&size=2").at("/path").size()).isEqualTo(1);
    }

    private void assertProblem(String path, int status, String code, String parameter) {
        HttpResponse<byte[]> answer = authenticated(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("code").asString()).as(path).isEqualTo(code);
        if (parameter != null) {
            assertThat(problem.get("parameter").asString()).as(path).isEqualTo(parameter);
        }
    }

    private LedgerTopics topics() {
        return new LedgerTopics(infrastructure.kafka().bootstrapServers());
    }
}
