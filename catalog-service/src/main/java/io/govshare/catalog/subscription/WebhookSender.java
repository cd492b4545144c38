package io.govshare.catalog.subscription;

import io.govshare.catalog.access.Ask;
import io.govshare.catalog.access.Reads;
import io.govshare.catalog.access.ViewJson;
import io.govshare.catalog.outbound.OutboundAnswer;
import io.govshare.catalog.outbound.OutboundClient;
import io.govshare.catalog.outbound.OutboundRequest;
import io.govshare.catalog.outbound.RefusedAddressException;
import io.govshare.catalog.sealing.SealingKeys;
import io.govshare.starter.agency.Agency;
import io.govshare.starter.agency.AgencyDirectory;
import io.govshare.starter.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Makes one attempt at one delivery. The view is read first, as the subscriber, which asks the agreement and records the
 * access; only then is it sent, signed with the key of the agency whose record it is.
 */
@Component
class WebhookSender {

    /** Of an answer only the status counts. */
    private static final int MAX_ANSWER = 1_024;

    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final SubscriptionRight right;
    private final Reads reads;
    private final ViewJson views;
    private final SealingKeys keys;
    private final AgencyDirectory directory;
    private final OutboundClient client;
    private final WebhookProperties properties;
    private final Clock clock;

    WebhookSender(
            SubscriptionRight right,
            Reads reads,
            ViewJson views,
            SealingKeys keys,
            AgencyDirectory directory,
            OutboundClient client,
            WebhookProperties properties,
            Clock clock) {
        this.right = right;
        this.reads = reads;
        this.views = views;
        this.keys = keys;
        this.directory = directory;
        this.client = client;
        this.properties = properties;
        this.clock = clock;
    }

    /** What an attempt came to. */
    sealed interface Outcome {

        record Delivered() implements Outcome {}

        /** @param why for the subscriber; says nothing that only the platform's network knows */
        record Failed(String why) implements Outcome {}

        /** Nothing was sent: the platform cannot record the access now, or the agreement holds it up for a while. */
        record NotNow(Duration pause) implements Outcome {}

        /** There is nothing to send any more. */
        record Nothing() implements Outcome {}

        /** There is nothing to send until somebody has repaired it. */
        record Unsendable(String why) implements Outcome {}

        /** The subscriber may not read the dataset any more. */
        record NotAllowed(String why) implements Outcome {}
    }

    Outcome attempt(Subscription subscription, Delivery delivery) {
        if (directory.agency(subscription.agency()).filter(Agency::isActive).isEmpty()) {
            return new Outcome.NotAllowed("agency-not-active");
        }
        if (right.isHeld(subscription)) {
            return new Outcome.NotNow(MOMENT);
        }
        Reads.View view;
        try {
            view = reads.read(new Ask(
                    delivery.record(),
                    delivery.version(),
                    subscription.operator(),
                    subscription.purpose(),
                    subscription.agreement(),
                    false));
        } catch (ProblemException e) {
            return switch (e.code().status()) {
                case HttpStatus.FORBIDDEN ->
                    new Outcome.NotAllowed(String.valueOf(e.extras().getOrDefault("reason", "not-allowed")));
                case HttpStatus.GONE, HttpStatus.NOT_FOUND -> new Outcome.Nothing();
                case HttpStatus.SERVICE_UNAVAILABLE, HttpStatus.TOO_MANY_REQUESTS ->
                    new Outcome.NotNow(Objects.requireNonNullElse(e.retryAfter(), MOMENT));
                default -> new Outcome.Unsendable("the stored record does not match its seal");
            };
        }
        OutboundRequest request;
        try {
            request = request(subscription, delivery, view);
        } catch (ProblemException _) {
            // The agency's key is not there yet.
            return new Outcome.NotNow(MOMENT);
        }
        try {
            OutboundAnswer answer = client.send(request);
            return answer.status() / 100 == 2
                    ? new Outcome.Delivered()
                    : new Outcome.Failed("the receiver answered " + answer.status());
        } catch (RefusedAddressException e) {
            return new Outcome.Failed("the address " + e.getMessage());
        } catch (IOException _) {
            return new Outcome.Failed("no answer from the receiver");
        }
    }

    private OutboundRequest request(Subscription subscription, Delivery delivery, Reads.View view) {
        byte[] body = views.write(view).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.put("govshare-subscription", subscription.id().toString());
        headers.put("govshare-delivery", delivery.id());
        return new OutboundRequest(
                "POST",
                subscription.address(),
                true,
                MessageSignature.sign(
                        "POST",
                        subscription.address(),
                        headers,
                        body,
                        keys.signer(view.record().agency()),
                        clock.instant()),
                body,
                MAX_ANSWER,
                properties.patience());
    }
}
