package io.govshare.stack.demo;

import io.govshare.stack.client.Answer;
import io.govshare.stack.client.Operator;
import io.govshare.stack.client.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** One agency reads another's data under an agreement; whoever has none, or is suspended, is refused. */
final class Sharing {

    private static final String DATASET = "medical-clinics";
    private static final String PURPOSE = "tax-exemption-review";
    private static final List<String> FIELDS = List.of("clinic", "name", "ownership", "medicaid", "treatsUninsured");
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);

    private final Platform platform;
    private final Tale tale;

    Sharing(Setting setting, Tale tale) {
        this.platform = setting.platform();
        this.tale = tale;
    }

    void tell(Published datasets) {
        tale.act("Tax asks medical for a conditional dataset; others are refused");
        UUID dataset = datasets.id(DATASET);
        Operator medical = platform.operator("medical-admin");
        Operator tax = platform.operator("tax-admin");
        Operator legal = platform.operator("legal-admin");
        UUID record = UUID.fromString(medical.listsRecords(dataset, null, 1)
                .expect(200)
                .json()
                .path("records")
                .path(0)
                .path("record")
                .asString());

        UUID agreement = agree(dataset, tax, medical);
        Answer read = tax.reads(record, PURPOSE, agreement);
        TreeSet<String> seen = new TreeSet<>();
        if (read.status() == 200) {
            seen.addAll(read.json().path("fields").propertyNames());
        }
        tale.check(
                "tax reads the agreed fields, and no others",
                !seen.isEmpty() && FIELDS.containsAll(seen),
                read.status() + " " + seen);

        Answer refused = legal.reads(record, PURPOSE, null);
        tale.check("legal has no agreement and is refused", refused.status() == 403, problem(refused));

        Answer suspended = readWhileSuspended(record);
        tale.check("an operator of a suspended agency is refused", suspended.status() == 403, problem(suspended));

        audited(record);
    }

    private UUID agree(UUID dataset, Operator consumer, Operator provider) {
        Answer requested = consumer.requestsAgreement(
                dataset,
                PURPOSE,
                "Tax code section 501(c)(3): review of exempt organisations",
                FIELDS,
                Instant.now().plus(Duration.ofDays(365)));
        // An earlier telling may have ended between asking and answering: then that request is still open.
        UUID agreement = requested.status() == 409
                ? openRequest(dataset, consumer)
                : UUID.fromString(requested.expect(201).json().path("agreement").asString());
        Answer accepted = provider.acceptsAgreement(agreement);
        tale.check("the agreement is sealed by both sides", accepted.status() == 200, "agreement " + agreement);
        return agreement;
    }

    private static UUID openRequest(UUID dataset, Operator consumer) {
        Answer known = consumer.get("/api/catalog/v1/agreements?limit=100").expect(200);
        for (JsonNode agreement : known.json().path("agreements")) {
            if (agreement.path("dataset").asString().equals(dataset.toString())
                    && agreement.path("purpose").asString().equals(PURPOSE)
                    && agreement.path("status").asString().equals("requested")) {
                return UUID.fromString(agreement.path("agreement").asString());
            }
        }
        throw new IllegalStateException("the open request is not among " + known.text());
    }

    private Answer readWhileSuspended(UUID record) {
        Operator platformOperator = platform.operator("operator");
        Operator education = platform.operator("education-consumer");
        platformOperator.suspends("education", "shown in the demo").expect(200);
        try {
            Instant deadline = Instant.now().plus(SEEN_WITHIN);
            Answer answer = education.reads(record, PURPOSE, null);
            while (!answer.problem().equals("SEC-1003") && Instant.now().isBefore(deadline)) {
                Waiting.pause();
                answer = education.reads(record, PURPOSE, null);
            }
            return answer.problem().equals("SEC-1003") ? answer : answer.expect(403);
        } finally {
            platformOperator.reinstates("education").expect(200);
        }
    }

    private void audited(UUID record) {
        Operator auditor = platform.operator("auditor");
        Instant deadline = Instant.now().plus(SEEN_WITHIN);
        String seen = "";
        boolean all = false;
        while (!all && Instant.now().isBefore(deadline)) {
            boolean granted = false;
            boolean withoutAgreement = false;
            boolean suspended = false;
            JsonNode events = auditor.get("/api/audit/v1/trail?statement=access.*&limit=500&record=" + record)
                    .expect(200)
                    .json()
                    .path("events");
            for (JsonNode event : events) {
                String reader = event.path("reader").asString("");
                boolean denied = event.path("kind").asString().equals("access.denied");
                granted |= !denied && reader.equals("tax");
                withoutAgreement |= denied && reader.equals("legal");
                suspended |= denied
                        && reader.equals("education")
                        && event.path("reason").asString("").equals("agency-suspended");
            }
            all = granted && withoutAgreement && suspended;
            seen = "granted to tax " + granted + ", denied to legal " + withoutAgreement + ", denied to suspended "
                    + suspended;
            if (!all) {
                Waiting.pause();
            }
        }
        tale.check("all three accesses show in the audit", all, seen);
    }

    private static String problem(Answer answer) {
        return answer.status() + " " + answer.problem();
    }
}
