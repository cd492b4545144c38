package io.govshare.proof.seal;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonFields;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Hash;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A sealed record: the issuer-signed statement, which holds a digest per field, and the disclosures of the fields that
 * are shown. Fewer disclosures make a layered view; the statement, and with it the entry, stays the same.
 */
public final class SdJwt {
    /** Fields of one record. */
    public static final int MAX_FIELDS = 2_000;

    /** Fields stand in a claim of their own, where their names cannot meet those of the statement's claims. */
    private static final String FIELDS = "fields";

    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SealedStatement statement;
    private final Version version;
    private final List<Disclosure> disclosures;

    private SdJwt(SealedStatement statement, Version version, List<Disclosure> disclosures) {
        this.statement = statement;
        this.version = version;
        this.disclosures = List.copyOf(disclosures);
    }

    /**
     * A version of a record.
     *
     * @param dataset UUID of the dataset
     * @param version from 1
     * @param previous entry of the version before; absent exactly for version 1
     */
    public record Version(String dataset, long version, Optional<Hash> previous) {
        public Version {
            if (version < 1 || previous.isPresent() == (version == 1)) {
                throw new ProofFormatException("every version but the first, and only those, names the one before");
            }
        }

        /** @throws ProofFormatException when the statement does not have the claims of a record in their form */
        public static Version of(SealedStatement statement) {
            JsonFields claims = JsonFields.of(statement.payload());
            if (!claims.text("_sd_alg").equals("sha-256")) {
                throw claims.error("_sd_alg", "is to be 'sha-256'");
            }
            JsonFields fields = claims.object(FIELDS);
            fields.texts("_sd", MAX_FIELDS);
            fields.refuseOthers();
            String dataset = claims.text("dataset");
            if (!SealedStatement.isUuid(dataset)) {
                throw claims.error("dataset", "is to be a UUID in lower case");
            }
            Optional<Hash> previous = claims.optionalText("prev").map(_ -> claims.convert("prev", Hash::fromBase64Url));
            return new Version(dataset, claims.integer("version", 1, Integer.MAX_VALUE), previous);
        }
    }

    /** Seals the fields with fresh salts. The disclosures come in the order of the fields. */
    public static SdJwt issue(
            SealedStatement.Claims claims, Version version, Map<String, JsonValue> fields, Signer signer) {
        if (fields.size() > MAX_FIELDS) {
            throw new ProofFormatException("a record has at most " + MAX_FIELDS + " fields");
        }
        List<Disclosure> disclosures = disclosures(fields);
        JsonValue.Builder payload = claims.payload(StatementType.RECORD_PUBLISHED)
                .add("version", version.version())
                .add("dataset", version.dataset());
        version.previous().ifPresent(entry -> payload.add("prev", entry.base64Url()));
        // sorted, so that the order of digests tells nothing of the order of fields
        List<String> digests =
                disclosures.stream().map(Disclosure::digest).sorted().toList();
        payload.add("_sd_alg", "sha-256")
                .add(
                        FIELDS,
                        JsonValue.Obj.builder()
                                .add("_sd", JsonValue.texts(digests))
                                .build());
        SealedStatement statement = SealedStatement.seal(SealedStatement.RECORD_TYP, payload.build(), signer);
        return new SdJwt(statement, version, disclosures);
    }

    /**
     * Reads {@code <JWT>~<disclosure>~…~}. Every disclosure must belong to the statement. The seal is not checked yet.
     */
    public static SdJwt parse(String text) {
        String[] parts = text.split("~", MAX_FIELDS + 3);
        if (parts.length < 2 || parts.length > MAX_FIELDS + 2 || !parts[parts.length - 1].isEmpty()) {
            throw new ProofFormatException(
                    "an SD-JWT is a JWT and at most " + MAX_FIELDS + " disclosures, each followed by '~'");
        }
        List<String> texts = Arrays.asList(parts).subList(1, parts.length - 1);
        return of(SealedStatement.parse(parts[0]), texts);
    }

    /** From a statement and disclosures that are kept apart, as in a receipt. */
    public static SdJwt of(SealedStatement statement, Collection<String> disclosures) {
        if (statement.type() != StatementType.RECORD_PUBLISHED) {
            throw new ProofFormatException("a statement '" + statement.type() + "' has no disclosures");
        }
        if (disclosures.size() > MAX_FIELDS) {
            throw new ProofFormatException("a record has at most " + MAX_FIELDS + " disclosures");
        }
        SdJwt parsed = new SdJwt(
                statement,
                Version.of(statement),
                disclosures.stream().map(Disclosure::parse).toList());
        // also refuses disclosures that do not belong to the statement
        parsed.claims();
        return parsed;
    }

    /** The view with only those fields that the predicate lets through. */
    public SdJwt disclosing(Predicate<String> field) {
        return new SdJwt(
                statement,
                version,
                disclosures.stream()
                        .filter(disclosure -> disclosure.name().filter(field).isPresent())
                        .toList());
    }

    /** The fields that are shown, in the order of the disclosures, which is the issuer's. */
    public Map<String, JsonValue> fields() {
        if (!(claims().members().get(FIELDS) instanceof JsonValue.Obj shown)) {
            return Map.of();
        }
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        for (Disclosure disclosure : disclosures) {
            String name = disclosure.name().orElse("");
            JsonValue value = shown.members().get(name);
            if (value != null) {
                fields.put(name, value);
            }
        }
        return fields;
    }

    /** The statement's claims and the shown fields in one object, as RFC 9901 §7.1 processes them. */
    public JsonValue.Obj claims() {
        return Disclosed.claims(statement.payload(), disclosures);
    }

    public SealedStatement statement() {
        return statement;
    }

    public Version version() {
        return version;
    }

    public List<Disclosure> disclosures() {
        return disclosures;
    }

    /** {@code <JWT>~<disclosure>~…~} */
    public String text() {
        StringBuilder text = new StringBuilder(statement.compact()).append('~');
        disclosures.forEach(disclosure -> text.append(disclosure.text()).append('~'));
        return text.toString();
    }

    private static List<Disclosure> disclosures(Map<String, JsonValue> fields) {
        // one draw for all salts: each goes through a lock
        byte[] random = new byte[fields.size() * SALT_BYTES];
        RANDOM.nextBytes(random);
        List<Disclosure> disclosures = new ArrayList<>(fields.size());
        int offset = 0;
        for (Map.Entry<String, JsonValue> field : fields.entrySet()) {
            byte[] salt = Arrays.copyOfRange(random, offset, offset + SALT_BYTES);
            disclosures.add(Disclosure.of(StrictBase64.encodeUrl(salt), field.getKey(), field.getValue()));
            offset += SALT_BYTES;
        }
        return disclosures;
    }
}
