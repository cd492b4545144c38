package io.govshare.catalog.agreement;

import io.govshare.proof.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * An agreement as a policy in ODRL 2.2 (JSON-LD), for machines that know ODRL and not this API. What ODRL has no word for
 * (fields, hours of the day, reads per minute) is in a profile of our own; purposes are those of the DPV.
 */
final class OdrlPolicy {

    static final String MEDIA_TYPE = "application/ld+json";

    /** The context that ODRL's own documents name; nobody here fetches it. */
    static final String CONTEXT = "http://www.w3.org/ns/odrl.jsonld";

    static final String PROFILE = "urn:govshare:odrl";

    private final String address;

    /** @param address where the gateway is reached, without a path */
    OdrlPolicy(String address) {
        this.address = address;
    }

    JsonValue.Obj of(Agreement agreement) {
        Terms terms = agreement.terms();
        return JsonValue.Obj.builder()
                .add("@context", array(JsonValue.of(CONTEXT), prefixes()))
                .add("@type", type(agreement.state()))
                .add("uid", address + "/api/catalog/v1/agreements/" + agreement.id())
                .add("profile", PROFILE)
                .add("govshare:status", agreement.state().code())
                .add("govshare:terms", agreement.termsHash())
                .add(
                        "dpv:hasLegalBasis",
                        JsonValue.Obj.builder()
                                .add("@type", "dpv:LegalBasis")
                                .add("dct:description", terms.legalBasis())
                                .build())
                .add(
                        "permission",
                        array(JsonValue.Obj.builder()
                                .add("assigner", agency(terms.provider()))
                                .add("assignee", agency(terms.consumer()))
                                .add("target", target(terms))
                                .add("action", "read")
                                .add("constraint", constraints(terms))
                                .build()))
                .build();
    }

    /** What was not concluded is not called an agreement. */
    private static String type(AgreementState state) {
        return switch (state) {
            case NONE, REQUESTED, COUNTERED, WITHDRAWN, REFUSED -> "Request";
            case OFFERED -> "Offer";
            case ACTIVE, SUSPENDED, REVOKED, TERMINATED, EXPIRED -> "Agreement";
        };
    }

    private static JsonValue.Obj prefixes() {
        return JsonValue.Obj.builder()
                .add("dpv", DpvPurposes.NAMESPACE)
                .add("dct", "http://purl.org/dc/terms/")
                .add("xsd", "http://www.w3.org/2001/XMLSchema#")
                .add("govshare", PROFILE + ":")
                .build();
    }

    private JsonValue.Obj target(Terms terms) {
        return JsonValue.Obj.builder()
                .add("@type", "AssetCollection")
                .add("source", address + "/api/catalog/v1/catalogue/datasets/" + terms.dataset())
                .add("refinement", array(constraint("govshare:field", "isAnyOf", JsonValue.texts(terms.fields()))))
                .build();
    }

    private JsonValue.Array constraints(Terms terms) {
        Conditions conditions = terms.conditions();
        List<JsonValue> constraints = new ArrayList<>();
        constraints.add(constraint("purpose", "eq", JsonValue.of(terms.purpose())));
        if (conditions.purposeCategory() != null) {
            constraints.add(constraint("purpose", "isA", reference("dpv:" + conditions.purposeCategory())));
        }
        if (conditions.validFrom() != null) {
            constraints.add(
                    constraint("dateTime", "gteq", typed(conditions.validFrom().toString())));
        }
        constraints.add(constraint("dateTime", "lt", typed(terms.validUntil().toString())));
        if (!conditions.area().isEmpty()) {
            constraints.add(constraint("spatial", "isAnyOf", JsonValue.texts(conditions.area())));
        }
        if (conditions.hours() != null) {
            DailyHours hours = conditions.hours();
            constraints.add(constraint(
                    "govshare:hours", "eq", JsonValue.of(hours.from() + "/" + hours.to() + " " + hours.zone())));
        }
        if (conditions.readsPerMinute() != null) {
            constraints.add(
                    constraint("govshare:readsPerMinute", "lteq", JsonValue.of((long) conditions.readsPerMinute())));
        }
        if (conditions.processor() != null) {
            constraints.add(constraint(
                    "recipient",
                    "isAnyOf",
                    array(reference(agency(terms.consumer())), reference(agency(conditions.processor())))));
        }
        return new JsonValue.Array(constraints);
    }

    private String agency(String code) {
        return address + "/api/identity/v1/agencies/" + code;
    }

    private static JsonValue.Obj constraint(String left, String operator, JsonValue right) {
        return JsonValue.Obj.builder()
                .add("leftOperand", left)
                .add("operator", operator)
                .add("rightOperand", right)
                .build();
    }

    private static JsonValue reference(String iri) {
        return JsonValue.Obj.builder().add("@id", iri).build();
    }

    private static JsonValue typed(String time) {
        return JsonValue.Obj.builder()
                .add("@value", time)
                .add("@type", "xsd:dateTime")
                .build();
    }

    private static JsonValue.Array array(JsonValue... values) {
        return new JsonValue.Array(List.of(values));
    }
}
