package io.govshare.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.schemas.EventJson;
import io.govshare.schemas.ReceiptsIssued;
import io.govshare.schemas.StatementsSealed;
import io.govshare.schemas.StatementsSealed.Sealed;
import io.govshare.schemas.Topics;
import io.govshare.starter.outbox.Outbox;
import io.govshare.starter.outbox.OutboxMessage;
import io.govshare.testkit.openapi.OpenApiAssertions;
import io.govshare.testkit.spring.GovShareIntegrationTest;
import io.govshare.testkit.token.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.support.TransactionTemplate;

/** The trail over real Kafka and PostgreSQL. */
@GovShareIntegrationTest(
        properties = {
            "govshare.audit.chain-url=http://127.0.0.1:9",
            "govshare.audit.chain-id=1",
            "govshare.audit.ledger-url=http://127.0.0.1:9",
            "govshare.audit.catalog-url=http://127.0.0.1:9"
        })
class TrailIntegrationTests {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final HttpClient http = HttpClient.newHttpClient();

    /** In production the services that send declare their topics. */
    @TestConfiguration(proxyBeanMethods = false)
    static class SendersTopics {

        @Bean
        NewTopic statementsSealed() {
            return new NewTopic(Topics.CATALOG_STATEMENTS_SEALED, 3, (short) 1);
        }

        @Bean
        NewTopic identityStatementsSealed() {
            return new NewTopic(Topics.IDENTITY_STATEMENTS_SEALED, 3, (short) 1);
        }

        @Bean
        NewTopic receiptsIssued() {
            return new NewTopic(Topics.RECEIPTS_ISSUED, 3, (short) 1);
        }
    }

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private Trail trail;

    @Autowired
    private Overviews overviews;

    @Autowired
    private TestTokens tokens;

    @LocalServerPort
    private int port;

    @Test
    void anEventDeliveredTwiceIsKeptAndCountedOnce() {
        UUID record = UUID.randomUUID();
        Overview before = overviews.now();
        StatementsSealed event = new StatementsSealed(List.of(published(record), denied(record), denied(record)));

        send(Topics.CATALOG_STATEMENTS_SEALED, event);
        send(Topics.CATALOG_STATEMENTS_SEALED, event);
        UUID marker = UUID.randomUUID();
        send(Topics.CATALOG_STATEMENTS_SEALED, new StatementsSealed(List.of(published(marker))));
        await(() -> !events(marker).isEmpty());

        assertThat(events(record))
                .extracting(TrailEvent::kind)
                .containsExactlyInAnyOrder("record.published", "access.denied", "access.denied");
        Overview after = overviews.now();
        assertThat(after.published() - before.published()).isEqualTo(2);
        assertThat(after.denied() - before.denied()).isEqualTo(2);
        assertThat(after.sealed() - before.sealed()).isEqualTo(4);
    }

    @Test
    void anEntryIsShownAsAnchoredWhicheverEventComesFirst() {
        UUID early = UUID.randomUUID();
        UUID late = UUID.randomUUID();
        Sealed first = published(early);
        Sealed second = published(late);
        long leaf = RANDOM.nextInt(1 << 30);

        send(Topics.CATALOG_STATEMENTS_SEALED, new StatementsSealed(List.of(first)));
        await(() -> !events(early).isEmpty());
        send(Topics.RECEIPTS_ISSUED, issued(leaf, first, second));
        await(() -> events(early).getFirst().anchored() != null);
        send(Topics.CATALOG_STATEMENTS_SEALED, new StatementsSealed(List.of(second)));
        await(() -> !events(late).isEmpty());

        TrailEvent.Anchored anchored = events(late).getFirst().anchored();
        assertThat(anchored).isNotNull();
        assertThat(anchored.leafIndex()).isEqualTo(leaf + 1);
        assertThat(anchored.blockNumber()).isEqualTo(7);
    }

    @Test
    void theLatestAccessesAreTheNewestDecisions() {
        UUID record = UUID.randomUUID();
        send(Topics.CATALOG_STATEMENTS_SEALED, new StatementsSealed(List.of(published(record), denied(record))));
        await(() -> trail.latestAccesses(5).stream().anyMatch(event -> record.equals(event.record())));
        assertThat(trail.latestAccesses(5))
                .allSatisfy(event -> assertThat(event.kind()).startsWith("access."));
    }

    @Test
    void searchFollowsItsCriteriaPageByPage() throws Exception {
        UUID record = UUID.randomUUID();
        List<Sealed> statements = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            statements.add(denied(record));
        }
        send(Topics.CATALOG_STATEMENTS_SEALED, new StatementsSealed(statements));
        await(() -> events(record).size() == 5);

        HttpResponse<String> page = get("/api/audit/v1/trail?limit=3&statement=access.*&record=" + record, "auditor");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("\"next\":");
        String next = page.body().replaceAll("(?s).*\"next\":(\\d+).*", "$1");
        HttpResponse<String> rest = get("/api/audit/v1/trail?limit=3&record=" + record + "&cursor=" + next, "auditor");
        assertThat(rest.body()).doesNotContain("\"next\":");
        assertThat(rest.body().split("access.denied", -1)).hasSize(3);
    }

    @Test
    void theCommittedDescriptionIsThatOfTheService() throws Exception {
        OpenApiAssertions.assertCommitted(port);
    }

    @Test
    void whatThePlatformSealedAboutAnAgencyIsFoundByTheAgency() {
        String agency = "agency-" + UUID.randomUUID();
        byte[] entry = new byte[32];
        RANDOM.nextBytes(entry);
        Sealed suspended = new Sealed(
                Base64.getUrlEncoder().withoutPadding().encodeToString(entry),
                "agency.suspended",
                UUID.randomUUID(),
                agency,
                "the-operator",
                NOON,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "overdue report",
                null);
        send(Topics.IDENTITY_STATEMENTS_SEALED, new StatementsSealed(List.of(suspended)));
        TrailQuery query = new TrailQuery(agency, null, null, null, null, "agency.*", null, 10);
        await(() -> !trail.find(query).isEmpty());

        TrailEvent event = trail.find(query).getFirst();
        assertThat(event.kind()).isEqualTo("agency.suspended");
        assertThat(event.entry()).isEqualTo(suspended.entry());
        assertThat(event.operator()).isEqualTo("the-operator");
        assertThat(event.reason()).isEqualTo("overdue report");
    }

    @Test
    void badCriteriaAreNamed() throws Exception {
        assertThat(get("/api/audit/v1/trail?limit=0", "auditor").body())
                .contains("REQ-1003", "\"parameter\":\"limit\"");
        assertThat(get("/api/audit/v1/trail?statement=x'--", "auditor").body()).contains("AUD-1002", "statement");
        assertThat(get("/api/audit/v1/trail?agency=%00", "auditor").body())
                .contains("AUD-1002", "\"parameter\":\"agency\"");
        assertThat(get("/api/audit/v1/trail?reader=a%0Ab", "auditor").body())
                .contains("AUD-1002", "\"parameter\":\"reader\"");
        assertThat(get("/api/audit/v1/trail?record=7", "auditor").statusCode()).isEqualTo(400);
        assertThat(get("/api/audit/v1/records/" + UUID.randomUUID() + "/trace", "auditor")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void onlyAuditorsLook() throws Exception {
        assertThat(get("/api/audit/v1/overview", "citizen").statusCode()).isEqualTo(403);
        assertThat(get("/audit", "researcher").statusCode()).isEqualTo(403);
        HttpRequest anonymous = HttpRequest.newBuilder(address("/audit")).build();
        assertThat(http.send(anonymous, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void whatThePagesLoadIsServedToAnyone() throws Exception {
        HttpRequest page = HttpRequest.newBuilder(address("/audit/self-audit"))
                .header("Authorization", "Bearer " + tokens.person("auditor", "auditor"))
                .build();
        Matcher loaded = Pattern.compile("(?:src|href)=\"(/audit/(?:assets|webjars)/[^\"]+)\"")
                .matcher(http.send(page, HttpResponse.BodyHandlers.ofString()).body());
        int found = 0;
        while (loaded.find()) {
            HttpRequest file = HttpRequest.newBuilder(address(loaded.group(1))).build();
            assertThat(http.send(file, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .as(loaded.group(1))
                    .isEqualTo(200);
            found++;
        }
        assertThat(found).isEqualTo(5);
    }

    @Test
    void anyoneGetsThePageThatVerifiesReceiptsUnderItsOwnPolicy() throws Exception {
        HttpRequest page = HttpRequest.newBuilder(address("/verify")).build();
        HttpResponse<String> answer = http.send(page, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy).startsWith("default-src 'none'").contains("frame-ancestors 'none'");
        assertThat(answer.body()).contains(policy.replace("; frame-ancestors 'none'", ""));
        assertThat(get("/audit", "auditor").body()).contains("href=\"/verify\"");
    }

    @Test
    void pagesEscapeWhatTheyShow() throws Exception {
        UUID record = UUID.randomUUID();
        Sealed hostile = new Sealed(
                entry(),
                "access.denied",
                UUID.randomUUID(),
                "medical",
                "op",
                NOON,
                record,
                1,
                UUID.randomUUID(),
                "<script>alert(1)</script>",
                "tax",
                null,
                List.of("a\"b\\c,{}"),
                "<img src=x onerror=alert(2)>",
                null,
                "no-agreement",
                null);
        send(Topics.CATALOG_STATEMENTS_SEALED, new StatementsSealed(List.of(hostile)));
        await(() -> !events(record).isEmpty());

        HttpResponse<String> page = get("/audit/trace?record=" + record, "auditor");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("<img src=x").contains("&lt;img src=x");
        assertThat(get("/audit", "auditor").body())
                .doesNotContain("<script>alert(1)")
                .contains("Latest accesses");
        assertThat(events(record).getFirst().fields()).containsExactly("a\"b\\c,{}");
        assertThat(get("/audit/trace?record=%3Cb%3E", "auditor").body()).contains("That is no record id");
        assertThat(get("/audit/self-audit", "auditor").statusCode()).isEqualTo(200);
    }

    @Test
    void aSelfAuditThatCannotBeCarriedThroughSaysSo() throws Exception {
        HttpRequest run = HttpRequest.newBuilder(address("/api/audit/v1/self-audits"))
                .header("Authorization", "Bearer " + tokens.person("auditor", "auditor"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = http.send(run, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"failure\":").contains("\"findings\":[]");
        assertThat(get("/audit/self-audit", "auditor").body()).contains("not carried through");
    }

    private List<TrailEvent> events(UUID record) {
        return trail.find(TrailQuery.ofRecord(record, 100));
    }

    private void send(String topic, Object event) {
        transactions.executeWithoutResult(status -> outbox.add(OutboxMessage.of(topic, "key", EventJson.write(event))));
    }

    private static Sealed published(UUID record) {
        return Sealed.ofRecord(
                entry(), "record.published", "medical", "op", NOON, record, 1, UUID.randomUUID(), "Clinics", null);
    }

    private static Sealed denied(UUID record) {
        return new Sealed(
                entry(),
                "access.denied",
                UUID.randomUUID(),
                "medical",
                "op",
                NOON,
                record,
                1,
                UUID.randomUUID(),
                "Clinics",
                "legal",
                null,
                null,
                "curiosity",
                null,
                "no-agreement",
                "request-0001");
    }

    private static ReceiptsIssued issued(long leaf, Sealed... statements) {
        List<ReceiptsIssued.Issued> receipts = new ArrayList<>();
        for (Sealed statement : statements) {
            receipts.add(new ReceiptsIssued.Issued(statement.entry(), leaf + receipts.size()));
        }
        return new ReceiptsIssued(
                "govshare.local/log",
                "0x" + "ab".repeat(32),
                leaf + 2,
                entry(),
                7,
                "0x" + "cd".repeat(32),
                NOON,
                "0x" + "ef".repeat(32),
                receipts);
    }

    private static String entry() {
        byte[] hash = new byte[32];
        RANDOM.nextBytes(hash);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private HttpResponse<String> get(String path, String role) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address(path))
                        .header("Authorization", "Bearer " + tokens.person(role, role))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
