package io.govshare.proof.corpus;

import io.govshare.proof.json.JsonValue;
import io.govshare.proof.receipt.Step;
import io.govshare.proof.seal.Signer;
import java.util.List;
import java.util.Optional;

/** An agency whose odd statements are sealed with one of its keys and appended to the log. */
record OddAgency(OddStatements all, Sealers sealers, String key, String code) {
    Signer signer() {
        return sealers.signer(key);
    }

    String seal(JsonValue.Obj claims) {
        return sealers.seal(key, claims);
    }

    String seal(String header, String payload) {
        return Sealers.seal(header, payload, signer());
    }

    /** Claims that no other statement has. */
    JsonValue.Obj claims(String kind) {
        return Sealers.claims(code, kind, all.nextNumber());
    }

    JsonValue.Obj record(List<String> digests) {
        return Sealers.record(claims("record.published"), 1, "", digests);
    }

    String statement() {
        return seal(claims("access.granted"));
    }

    void failing(Step.Name step, String kind, String what, String compact, List<String> shown) {
        all.add(Optional.of(step), kind, what, compact, shown);
    }

    void failing(Step.Name step, String kind, String what, String compact) {
        failing(step, kind, what, compact, List.of());
    }

    void valid(String kind, String what, String compact, List<String> shown) {
        all.add(Optional.empty(), kind, what, compact, shown);
    }

    void valid(String kind, String what, String compact) {
        valid(kind, what, compact, List.of());
    }
}
