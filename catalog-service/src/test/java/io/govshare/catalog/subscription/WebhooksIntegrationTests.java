package io.govshare.catalog.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogServiceTest;
import io.govshare.catalog.subscription.WebhookReceiver.Inbox;
import io.govshare.catalog.subscription.WebhookReceiver.Received;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.seal.PublicKeys;
import io.govshare.proof.seal.SdJwt;
import io.govshare.proof.seal.SealedStatement;
import io.govshare.starter.agency.AgencyDirectory;
import io.govshare.starter.agency.AgencyKey;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class WebhooksIntegrationTests extends CatalogServiceTest {

    private static final String FULL = "{\"name\":\"Ada\",\"amount\":12.50,\"plate\":\"B-1\",\"secret\":\"only ours\"}";

    private static final WebhookReceiver RECEIVER = new WebhookReceiver();

    private final List<UUID> subscriptions = new ArrayList<>();

    @Autowired
    private AgencyDirectory directory;

    @Autowired
    private SubscriptionStore store;

    @Autowired
    private WebhookSender sender;

    @Autowired
    private WebhookDispatcher dispatcher;

    @Autowired
    private WebhookProperties properties;

    @AfterAll
    static void close() {
        RECEIVER.close();
    }

    @AfterEach
    void end() {
        subscriptions.forEach(id -> store.end(id, "test"));
    }

    private Answer tryToSubscribe(String token, UUID dataset, String address, @Nullable UUID agreement) {
        return post(
                "/subscriptions",
                token,
                JSON.writeValueAsString(
                        agreement == null
                                ? Map.of("dataset", dataset, "address", address)
                                : Map.of(
                                        "dataset",
                                        dataset,
                                        "address",
                                        address,
                                        "purpose",
                                        "road safety",
                                        "agreement",
                                        agreement)));
    }

    private UUID subscribe(String agency, UUID dataset, Inbox inbox, @Nullable UUID agreement) {
        UUID id = tryToSubscribe(consumer(agency), dataset, inbox.address(), agreement)
                .expect(201)
                .id("subscription");
        subscriptions.add(id);
        return id;
    }

    private void publishNext(UUID dataset, UUID record, int version) {
        send(
                        "PUT",
                        API + "/datasets/" + dataset + "/records/" + record,
                        publisher("north"),
                        BodyPublishers.ofString(FULL),
                        "Content-Type",
                        "application/json",
                        "If-Match",
                        "\"" + version + "\"")
                .expect(200);
    }

    private Answer subscription(UUID id) {
        return get("/subscriptions/" + id, consumer("south")).expect(200);
    }

    private long undelivered(UUID subscription) {
        return count("select count(*) from delivery where subscription = ?", subscription);
    }

    @Test
    void aSubscriberGetsTheAgreedFieldsSignedByTheAgencyWhoseRecordItIs() throws Exception {
        UUID dataset = dataset("north", "conditional");
        UUID agreement = agreement(dataset, "north", "south", "road safety", "plate", "name");
        Inbox inbox = RECEIVER.inbox(WebhookReceiver.status(204));
        UUID subscription = subscribe("south", dataset, inbox, agreement);
        UUID record = publish(dataset, "north", FULL);
        await("the delivery", () -> inbox.received().size() == 1);
        Received received = inbox.received().getFirst();
        assertThat(received.record()).isEqualTo(record);
        assertThat(received.json().path("fields").propertyNames()).containsExactly("name", "plate");
        assertThat(SdJwt.parse(received.json().path("sdJwt").asString()).fields())
                .containsOnlyKeys("name", "plate");
        assertThat(received.header("Govshare-Delivery")).isEqualTo(subscription + "." + record + ".1");
        assertThat(verifies(received, inbox.address())).isTrue();
        String sealed = jdbc.sql("select sealed from statement where entry = decode(?, 'base64')")
                .param(received.json()
                                .path("accessEntry")
                                .asString()
                                .replace('-', '+')
                                .replace('_', '/') + "=")
                .query(String.class)
                .single();
        assertThat(SealedStatement.parse(sealed).payload().members())
                .containsEntry("reader", new JsonValue.Text("south"))
                .containsEntry("agreement", new JsonValue.Text(agreement.toString()))
                .containsEntry("purpose", new JsonValue.Text("road safety"));
        await("its acknowledgement", () -> undelivered(subscription) == 0);
        assertThat(subscription(subscription).at("status")).isEqualTo("active");
    }

    /** As a receiver does it, by RFC 9421 and RFC 9530 and the agencies' directory alone. */
    private boolean verifies(Received received, String address) throws Exception {
        String digest = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(received.body()));
        assertThat(received.header("Content-Digest")).isEqualTo("sha-256=:" + digest + ":");
        Matcher input = Pattern.compile(
                        "govshare=(\\(([^)]*)\\);created=\\d+;expires=\\d+;keyid=\"([^\"]+)\";alg=\"([^\"]+)\";.*)")
                .matcher(received.header("Signature-Input"));
        assertThat(input.matches()).isTrue();
        StringBuilder base = new StringBuilder();
        Set<String> covered = new HashSet<>();
        for (String component : input.group(2).split(" ", -1)) {
            String name = component.replace("\"", "");
            covered.add(name);
            String value = switch (name) {
                case "@method" -> "POST";
                case "@target-uri" -> address;
                default -> received.header(name);
            };
            base.append(component).append(": ").append(value).append('\n');
        }
        assertThat(covered).contains("@method", "@target-uri", "content-digest", "govshare-delivery");
        base.append("\"@signature-params\": ").append(input.group(1));
        AgencyKey key = directory.key(input.group(3)).orElseThrow();
        assertThat(key.agency()).isEqualTo("north");
        JsonValue.Builder jwk = JsonValue.Obj.builder();
        key.jwk().forEach(jwk::add);
        PublicKey publicKey = PublicKeys.fromJwk(jwk.build());
        assertThat(input.group(4)).isEqualTo("ecdsa-p256-sha256");
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(publicKey);
        signature.update(base.toString().getBytes(StandardCharsets.US_ASCII));
        String header = received.header("Signature");
        return signature.verify(
                Base64.getDecoder().decode(header.substring("govshare=:".length(), header.length() - 1)));
    }

    @Test
    void aFailingReceiverIsAskedAgainUnderTheSameIdAndEachAttemptIsRecorded() {
        UUID dataset = dataset("north", "open");
        Inbox inbox = RECEIVER.inbox(WebhookReceiver.status(503));
        UUID subscription = subscribe("south", dataset, inbox, null);
        UUID record = publish(dataset, "north", FULL);
        await("two attempts", () -> inbox.received().size() >= 2);
        inbox.behave(WebhookReceiver.status(200));
        await("the acknowledgement", () -> undelivered(subscription) == 0);
        List<Received> all = inbox.received();
        assertThat(all)
                .extracting(received -> received.header("Govshare-Delivery"))
                .containsOnly(subscription + "." + record + ".1");
        assertThat(all)
                .extracting(received -> received.json().path("accessEntry").asString())
                .doesNotHaveDuplicates();
        // The second wait is longer than the first.
        assertThat(all.size()).isGreaterThanOrEqualTo(3);
        assertThat(all.get(1).at() - all.get(0).at())
                .isGreaterThanOrEqualTo(properties.firstBackoff().toNanos());
        assertThat(subscription(subscription).json().path("failures").asInt()).isZero();
    }

    @Test
    void whatCannotBeDeliveredIsADeadLetterThatItsOwnerSendsAgain() {
        UUID dataset = dataset("north", "open");
        Inbox inbox = RECEIVER.inbox(WebhookReceiver.status(500));
        UUID subscription = subscribe("south", dataset, inbox, null);
        UUID record = publish(dataset, "north", FULL);
        await("the dead letter", () -> !store.dead(subscription, 1).isEmpty());
        Answer dead = get("/subscriptions/" + subscription + "/dead-letters", consumer("south"))
                .expect(200);
        assertThat(dead.json().path("deadLetters").path(0).path("record").asString())
                .isEqualTo(record.toString());
        assertThat(dead.json().path("deadLetters").path(0).path("attempts").asInt())
                .isEqualTo(properties.maxAttempts());
        assertThat(dead.json().path("deadLetters").path(0).path("failure").asString())
                .isEqualTo("the receiver answered 500");
        assertThat(inbox.received()).hasSize(properties.maxAttempts());

        get("/subscriptions/" + subscription + "/dead-letters", consumer("east"))
                .expectProblem(404, "CAT-8005");
        post("/subscriptions/" + subscription + "/dead-letters/redelivery", consumer("east"), "{}")
                .expectProblem(404, "CAT-8005");
        inbox.behave(WebhookReceiver.status(204));
        post("/subscriptions/" + subscription + "/dead-letters/redelivery", consumer("south"), "{}")
                .expect(200);
        await("the redelivery", () -> undelivered(subscription) == 0);
        assertThat(inbox.received().getLast().record()).isEqualTo(record);
    }

    @Test
    void nothingIsSentOnceTheAgreementHasEndedThoughItWasPublishedBefore() {
        UUID dataset = dataset("north", "conditional");
        UUID agreement = agreement(dataset, "north", "south", "road safety", "name");
        Inbox inbox = RECEIVER.inbox(WebhookReceiver.status(204));
        UUID subscription = subscribe("south", dataset, inbox, agreement);
        dispatcher.stop();
        try {
            publish(dataset, "north", FULL);
            assertThat(undelivered(subscription)).isEqualTo(1);
            post("/agreements/" + agreement + "/revocation", admin("north"), "{\"reason\":\"misuse\"}")
                    .expect(200);
            assertThat(subscription(subscription).at("status")).isEqualTo("ended");
        } finally {
            dispatcher.start();
        }
        await("its end", () -> subscription(subscription).at("endReason").equals("agreement-not-active"));
        publish(dataset, "north", FULL);
        assertThat(undelivered(subscription)).isZero();
        assertThat(inbox.received()).isEmpty();
    }

    @Test
    void whileTheAgreementIsSuspendedEverythingWaits() {
        UUID dataset = dataset("north", "conditional");
        UUID agreement = agreement(dataset, "north", "south", "road safety", "name");
        Inbox inbox = RECEIVER.inbox(WebhookReceiver.status(204));
        UUID subscription = subscribe("south", dataset, inbox, agreement);
        post("/agreements/" + agreement + "/suspension", admin("north"), "{\"reason\":\"a question\"}")
                .expect(200);
        publish(dataset, "north", FULL);
        sleep(Duration.ofSeconds(1));
        assertThat(inbox.received()).isEmpty();
        assertThat(subscription(subscription).at("status")).isEqualTo("held");
        post("/agreements/" + agreement + "/resumption", admin("north"), "{}").expect(200);
        await("the delivery", () -> undelivered(subscription) == 0);
        assertThat(inbox.received()).hasSize(1);
        assertThat(subscription(subscription).at("status")).isEqualTo("active");
    }

    @Test
    void aRedirectIsNotFollowed() {
        UUID dataset = dataset("north", "open");
        Inbox elsewhere = RECEIVER.inbox(WebhookReceiver.status(204));
        Inbox inbox = RECEIVER.inbox(WebhookReceiver.redirecting(elsewhere.address()));
        UUID subscription = subscribe("south", dataset, inbox, null);
        publish(dataset, "north", FULL);
        await("the dead letter", () -> !store.dead(subscription, 1).isEmpty());
        assertThat(store.dead(subscription, 1).getFirst().failure()).isEqualTo("the receiver answered 308");
        assertThat(elsewhere.received()).isEmpty();
    }

    @Test
    void aSlowReceiverHoldsUpNobodyElseAndAHugeAnswerIsNotRead() {
        UUID dataset = dataset("north", "open");
        Inbox slow = RECEIVER.inbox(WebhookReceiver.slow(Duration.ofSeconds(5)));
        Inbox huge = RECEIVER.inbox(WebhookReceiver.huge());
        Inbox well = RECEIVER.inbox(WebhookReceiver.status(204));
        UUID slowOne = subscribe("south", dataset, slow, null);
        UUID hugeOne = subscribe("east", dataset, huge, null);
        UUID wellOne = subscribe("east", dataset, well, null);
        long before = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            publish(dataset, "north", FULL);
        }
        await("the others' deliveries", () -> undelivered(hugeOne) == 0 && undelivered(wellOne) == 0);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
        assertThat(huge.received()).hasSize(3);
        assertThat(well.received()).hasSize(3);
        assertThat(undelivered(slowOne)).isEqualTo(3);
        await("a failure", () -> subscription(slowOne).json().path("failures").asInt() > 0);
    }

    @Test
    void theVersionsOfARecordComeInOrderAndOneThatIsRefusedHoldsUpNoOther() {
        UUID dataset = dataset("north", "open");
        Set<String> refusedOnce = new HashSet<>();
        Inbox inbox = RECEIVER.inbox((exchange, received) -> {
            boolean first;
            synchronized (refusedOnce) {
                first = refusedOnce.add(received.header("Govshare-Delivery"));
            }
            exchange.sendResponseHeaders(first && received.version() == 1 ? 500 : 204, -1);
        });
        UUID subscription = subscribe("south", dataset, inbox, null);
        dispatcher.stop();
        UUID refused = publish(dataset, "north", FULL);
        publishNext(dataset, refused, 1);
        publishNext(dataset, refused, 2);
        UUID other = publish(dataset, "north", FULL);
        dispatcher.start();
        await("all of them", () -> undelivered(subscription) == 0);
        assertThat(inbox.received().stream()
                        .filter(received -> received.record().equals(refused))
                        .map(Received::version))
                .containsExactly(1, 1, 2, 3);
        assertThat(inbox.received()).extracting(Received::record).contains(other);
    }

    @Test
    void twoInstancesSendEverythingOnce() {
        UUID dataset = dataset("north", "open");
        Inbox inbox = RECEIVER.inbox(WebhookReceiver.status(204));
        UUID subscription = subscribe("south", dataset, inbox, null);
        WebhookDispatcher second = new WebhookDispatcher(store, sender, properties, Clock.systemUTC());
        second.start();
        try {
            Set<UUID> published = new HashSet<>();
            for (int i = 0; i < 40; i++) {
                published.add(publish(dataset, "north", FULL));
            }
            await("all deliveries", () -> undelivered(subscription) == 0);
            assertThat(inbox.received())
                    .hasSize(40)
                    .extracting(Received::record)
                    .containsAll(published);
        } finally {
            second.stop();
        }
    }

    @Test
    void whatAnInstanceThatDiedHadTakenIsSentByAnother() {
        UUID dataset = dataset("north", "open");
        Inbox inbox = RECEIVER.inbox(WebhookReceiver.status(204));
        UUID subscription = subscribe("south", dataset, inbox, null);
        jdbc.sql("update subscription set lease = gen_random_uuid(), leased_until = now() + interval '2 s'"
                        + " where id = ?")
                .param(subscription)
                .update();
        publish(dataset, "north", FULL);
        sleep(Duration.ofSeconds(1));
        assertThat(inbox.received()).isEmpty();
        await("the delivery", () -> undelivered(subscription) == 0);
        assertThat(inbox.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:80/",
                "https://127.0.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://10.0.0.1:8443/",
                "http://8.8.8.8/",
                "https://8.8.8.8:5432/",
                "https://user:pass@8.8.8.8/",
                "ftp://8.8.8.8/",
                "https://no-such-host.invalid/",
                "https://a b/",
                "mailto:a@b.c",
                ""
            })
    void anAddressInsideIsRefused(String address) {
        UUID dataset = dataset("north", "open");
        tryToSubscribe(consumer("south"), dataset, address, null).expectProblem(400, "CAT-8006");
    }

    @Test
    void whoMayNotReadMayNotSubscribe() {
        UUID dataset = dataset("north", "conditional");
        UUID agreement = agreement(dataset, "north", "south", "road safety", "name");
        Inbox inbox = RECEIVER.inbox(WebhookReceiver.status(204));
        tryToSubscribe(consumer("east"), dataset, inbox.address(), null).expectProblem(403, "CAT-4001");
        tryToSubscribe(consumer("east"), dataset, inbox.address(), agreement).expectProblem(403, "CAT-4001");
        tryToSubscribe(publisher("south"), dataset, inbox.address(), agreement).expectProblem(403, "SEC-1002");
        tryToSubscribe(tokens.person("c", "citizen"), dataset("north", "open"), inbox.address(), null)
                .expectProblem(403, "SEC-1002");
        UUID hidden = dataset("north", "restricted");
        tryToSubscribe(consumer("east"), hidden, inbox.address(), null).expectProblem(404, "REQ-1005");
        UUID own = subscribe("south", dataset, inbox, agreement);
        get("/subscriptions/" + own, consumer("east")).expectProblem(404, "CAT-8005");
        send("DELETE", API + "/subscriptions/" + own, consumer("east"), BodyPublishers.noBody())
                .expectProblem(404, "CAT-8005");
        assertThat(get("/subscriptions", consumer("east")).expect(200).text()).doesNotContain(own.toString());
        assertThat(get("/subscriptions", tokens.operator("north", "auditor"))
                        .expect(200)
                        .text())
                .contains(own.toString());
        send("DELETE", API + "/subscriptions/" + own, consumer("south"), BodyPublishers.noBody())
                .expect(204);
        assertThat(subscription(own).at("endReason")).isEqualTo("by-subscriber");
        publish(dataset, "north", FULL);
        assertThat(undelivered(own)).isZero();
    }

    @Test
    void aNewVersionIsDeliveredWithinTwoSeconds() {
        UUID dataset = dataset("north", "conditional");
        UUID agreement = agreement(dataset, "north", "south", "road safety", "name");
        Inbox inbox = RECEIVER.inbox(WebhookReceiver.status(204));
        subscribe("south", dataset, inbox, agreement);
        Map<UUID, Long> begun = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            long before = System.nanoTime();
            begun.put(publish(dataset, "north", FULL), before);
            sleep(Duration.ofMillis(25));
        }
        await("all deliveries", () -> inbox.received().size() == 100);
        List<Long> took = new ArrayList<>(inbox.received().stream()
                .map(received -> received.at() - Objects.requireNonNull(begun.get(received.record())))
                .toList());
        took.sort(null);
        Duration half = Duration.ofNanos(took.get(50));
        Duration p99 = Duration.ofNanos(took.get(98));
        System.out.println("publish to webhook: p50 " + half.toMillis() + " ms, p99 " + p99.toMillis() + " ms of 100");
        assertThat(p99).isLessThan(Duration.ofSeconds(2));
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
