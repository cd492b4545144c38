package io.govshare.proof.corpus;

import io.govshare.proof.json.JsonValue;
import io.govshare.proof.receipt.Step;
import java.time.Instant;

/** When keys count: from the second in which they begin, until before the moment at which they end. */
final class OddKeys {
    private final OddStatements all;

    OddKeys(OddStatements all) {
        this.all = all;
    }

    void append() {
        Instant start = Sealers.START;
        OddAgency fiscal = all.agency("fiscal", "fiscal");
        counts(fiscal, start);
        countsNot(fiscal, start.minusSeconds(1));
        countsNot(fiscal, Instant.EPOCH);
        counts(fiscal, Instant.parse("9999-12-31T23:59:59Z"));

        Instant rotation = Sealers.ROTATION;
        OddAgency tax = all.agency("tax", "tax");
        counts(tax, rotation.minusSeconds(1));
        countsNot(tax, rotation);
        countsNot(tax, rotation.plusSeconds(1));
        OddAgency newer = all.agency("tax-2", "tax");
        countsNot(newer, rotation.minusSeconds(1));
        counts(newer, rotation);
        counts(newer, Instant.parse("2029-12-31T23:59:59Z"));
        countsNot(newer, Instant.parse("2030-01-01T00:00:00Z"));

        OddAgency ships = all.ships();
        counts(ships, Instant.parse("2020-01-01T00:00:00Z"));
        countsNot(ships, Instant.parse("2019-12-31T23:59:59Z"));
    }

    private static void counts(OddAgency agency, Instant time) {
        agency.valid("valid-key", what(agency, time), sealed(agency, time));
    }

    private static void countsNot(OddAgency agency, Instant time) {
        agency.failing(Step.Name.SEAL, "key", what(agency, time), sealed(agency, time));
    }

    private static String what(OddAgency agency, Instant time) {
        return "sealed by " + agency.key() + " at " + time;
    }

    private static String sealed(OddAgency agency, Instant time) {
        JsonValue.Obj claims = agency.claims("key.rotated");
        return agency.seal(JsonEdit.set(claims, "iat", time.getEpochSecond()));
    }
}
