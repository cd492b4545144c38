package io.govshare.identity.key;

import io.govshare.identity.agency.Agencies;
import io.govshare.identity.agency.AgencyProblem;
import io.govshare.identity.agency.Reason;
import io.govshare.schemas.AgencyChanged.KeyStatus;
import io.govshare.starter.openapi.MayRefuse;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.OpenPaths;
import io.govshare.starter.security.Operator;
import io.govshare.starter.security.Roles;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/identity/v1/agencies/{code}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Keys", description = "The keys agencies seal with, registered with proof of possession")
class KeyController {

    private static final String MAY_CHANGE_KEYS = "hasAnyRole('platform-service', 'agency-admin')";

    private final Agencies agencies;
    private final SealingKeys keys;
    private final Challenges challenges;
    private final KeyRegistry registry;
    private final KeyProperties properties;

    KeyController(
            Agencies agencies,
            SealingKeys keys,
            Challenges challenges,
            KeyRegistry registry,
            KeyProperties properties) {
        this.agencies = agencies;
        this.keys = keys;
        this.challenges = challenges;
        this.registry = registry;
        this.properties = properties;
    }

    @Configuration(proxyBeanMethods = false)
    static class Open {

        @Bean
        OpenPaths publicKeys() {
            return OpenPaths.of("/api/identity/v1/agencies/{code}/jwks.json");
        }
    }

    record KeyView(
            String kid,
            String agency,
            String algorithm,
            Map<String, String> jwk,
            KeyStatus status,
            Instant validFrom,
            @Nullable Instant validUntil) {

        static KeyView of(SealingKey key) {
            return new KeyView(
                    key.kid(),
                    key.agency(),
                    key.algorithm(),
                    key.jwk(),
                    key.isActive() ? KeyStatus.ACTIVE : KeyStatus.REVOKED,
                    key.validFrom(),
                    key.validUntil());
        }
    }

    record History(List<KeyView> keys) {}

    record Jwks(List<Map<String, String>> keys) {}

    record ChallengeView(String challenge, Instant expiresAt) {}

    record Registration(
            @Nullable Map<String, String> jwk, @Nullable String proof) {}

    record Revocation(@Nullable String reason) {}

    @GetMapping(path = "/jwks.json")
    @SecurityRequirements
    @Operation(summary = "The keys the agency seals with now, as a JWK set; open to everybody")
    ResponseEntity<Jwks> jwks(@PathVariable @Size(max = 32) String code) {
        agencies.get(code);
        List<Map<String, String>> active = keys.of(code).stream()
                .filter(SealingKey::isActive)
                .map(key -> {
                    Map<String, String> jwk = new LinkedHashMap<>(key.jwk());
                    jwk.put("kid", key.kid());
                    jwk.put("use", "sig");
                    jwk.put("alg", key.algorithm());
                    return jwk;
                })
                .toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic())
                .body(new Jwks(active));
    }

    @GetMapping("/keys")
    @Operation(summary = "Every key the agency ever had, with its validity; old seals verify against these")
    History history(@PathVariable @Size(max = 32) String code) {
        agencies.get(code);
        return new History(keys.of(code).stream().map(KeyView::of).toList());
    }

    @PostMapping("/keys/challenges")
    @PreAuthorize(MAY_CHANGE_KEYS)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "A text to sign with the key that is to be registered; works once and for minutes")
    @MayRefuse({HttpStatus.CONFLICT, HttpStatus.TOO_MANY_REQUESTS})
    ChallengeView challenge(Operator operator, @PathVariable @Size(max = 32) String code) {
        requireOwn(operator, code);
        KeyRegistry.requireActive(agencies.get(code));
        Challenges.Challenge challenge = challenges.issue(code, operator.id());
        return new ChallengeView(challenge.challenge(), challenge.expiresAt());
    }

    @PostMapping("/keys")
    @PreAuthorize(MAY_CHANGE_KEYS)
    @Operation(
            summary = "Register a key; 'proof' is a compact JWS over the challenge, by that key, of typ '"
                    + ProofOfPossession.TYPE + "'")
    @MayRefuse(HttpStatus.CONFLICT)
    ResponseEntity<KeyView> register(
            Operator operator, @PathVariable @Size(max = 32) String code, @RequestBody Registration registration) {
        requireOwn(operator, code);
        ProofOfPossession proof = ProofOfPossession.check(registration.jwk(), registration.proof());
        KeyRegistry.Registered registered = registry.register(code, proof, operator);
        KeyView view = KeyView.of(registered.key());
        return registered.isNew()
                ? ResponseEntity.created(URI.create("/api/identity/v1/agencies/%s/keys".formatted(code)))
                        .body(view)
                : ResponseEntity.ok(view);
    }

    @PostMapping("/keys/{kid}/revocation")
    @PreAuthorize("hasAnyRole('platform-operator', 'agency-admin')")
    @Operation(summary = "Revoke a key: seals made before its 'validUntil' still count")
    KeyView revoke(
            Operator operator,
            @PathVariable @Size(max = 32) String code,
            @PathVariable @Size(max = 64) String kid,
            @RequestBody Revocation revocation) {
        if (!operator.has(Roles.PLATFORM_OPERATOR)) {
            requireOwn(operator, code);
        }
        return KeyView.of(registry.revoke(code, kid, operator, Reason.of(revocation.reason())));
    }

    private void requireOwn(Operator operator, String code) {
        boolean sealsForAll = operator.has(Roles.PLATFORM_SERVICE)
                && properties.sealingClient().equals(operator.client());
        if (!sealsForAll && !operator.actsFor(code)) {
            throw new ProblemException(AgencyProblem.OTHER_AGENCY, "Keys are changed by the agency's own admin.");
        }
    }
}
