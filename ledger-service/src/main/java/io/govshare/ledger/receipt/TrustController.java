package io.govshare.ledger.receipt;

import io.govshare.ledger.LedgerProblem;
import io.govshare.ledger.anchor.ChainProperties;
import io.govshare.ledger.anchor.Registries;
import io.govshare.ledger.anchor.Registry;
import io.govshare.ledger.anchor.ValidatorHistory;
import io.govshare.ledger.log.LogIdentity;
import io.govshare.proof.chain.Address;
import io.govshare.starter.agency.Agency;
import io.govshare.starter.agency.AgencyDirectory;
import io.govshare.starter.agency.AgencyKey;
import io.govshare.starter.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A trust file made from what this ledger believes: the validators that the operator has configured, and the sets that
 * became of them by proven votes. A convenience: whoever has reason to doubt the platform takes the file, or at least its
 * validators, from somebody else.
 */
@RestController
@RequestMapping("/api/ledger/v1/trust")
@Tag(name = "Trust")
class TrustController {

    private final LogIdentity identity;
    private final Registries registries;
    private final ChainProperties chain;
    private final ValidatorHistory history;
    private final AgencyDirectory agencies;

    TrustController(
            LogIdentity identity,
            Registries registries,
            ChainProperties chain,
            ValidatorHistory history,
            AgencyDirectory agencies) {
        this.identity = identity;
        this.registries = registries;
        this.chain = chain;
        this.history = history;
        this.agencies = agencies;
    }

    @GetMapping
    @Operation(summary = "Trust file for the offline verifier")
    TrustFile trust() {
        Registry registry = registries
                .find()
                .orElseThrow(() -> new ProblemException(
                                LedgerProblem.NO_REGISTRY, "The chain has not been reached since the first start.")
                        .retryAfter(Duration.ofSeconds(2)));
        return new TrustFile(
                "govshare-trust/v1",
                registry.chainId(),
                registry.contract(),
                chain.consensus().toString(),
                List.of(new Log(
                        identity.origin(), registry.logId(), identity.key().text())),
                history.sets().stream().map(Validators::of).toList(),
                agencies.all().stream()
                        .filter(agency -> !agency.keys().isEmpty())
                        .sorted(Comparator.comparing(Agency::code))
                        .map(TrustController::keys)
                        .toList());
    }

    private static AgencyKeys keys(Agency agency) {
        return new AgencyKeys(
                agency.code(), agency.keys().stream().map(TrustController::key).toList());
    }

    private static Key key(AgencyKey key) {
        return new Key(key.kid(), key.jwk(), key.validFrom(), key.validUntil());
    }

    record TrustFile(
            String format,
            long chainId,
            String contract,
            String consensus,
            List<Log> logs,
            List<Validators> validators,
            List<AgencyKeys> agencies) {}

    record Log(String origin, String logId, String key) {}

    record Validators(long fromBlock, List<String> addresses) {

        static Validators of(ValidatorHistory.InForce set) {
            return new Validators(
                    set.fromBlock(),
                    set.addresses().stream().map(Address::toString).toList());
        }
    }

    record AgencyKeys(String code, List<Key> keys) {}

    record Key(
            String kid,
            Map<String, String> jwk,
            Instant validFrom,
            @Nullable Instant validUntil) {}
}
