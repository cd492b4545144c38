package io.govshare.proof.seal;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.json.JsonFields;
import io.govshare.proof.json.JsonLimits;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.json.JsonWriter;
import io.govshare.proof.merkle.Hash;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A fact that an agency has signed: who ({@code iss}, {@code op}), what kind ({@code statement}), which one
 * ({@code jti}), when ({@code iat}), and claims of its own. Parsing checks the form; {@link #verify} checks the seal.
 */
public final class SealedStatement {
    public static final String STATEMENT_TYP = "govshare-statement+jwt";
    public static final String RECORD_TYP = "govshare-record+sd-jwt";

    private static final JsonLimits PAYLOAD = new JsonLimits(Jws.MAX_CHARS, 32, 64);
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");
    private static final Pattern AGENCY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final long MAX_TIME = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int MAX_NAME = 255;

    private final Jws jws;
    private final JsonValue.Obj payload;
    private final String kid;
    private final StatementType type;
    private final String issuer;
    private final String id;
    private final Instant issuedAt;
    private final String operator;

    private SealedStatement(Jws jws, JsonValue.Obj payload) {
        this.jws = jws;
        this.payload = payload;
        if (!jws.header().members().keySet().equals(HEADER)) {
            throw new ProofFormatException("a statement's header has 'alg', 'kid' and 'typ' and nothing else");
        }
        JsonFields header = JsonFields.of(jws.header());
        JsonFields claims = JsonFields.of(payload);
        this.kid = header.text("kid");
        this.type = StatementType.ofWireName(claims.text("statement"))
                .orElseThrow(() -> claims.error("statement", "is not a known kind of statement"));
        String typ = type == StatementType.RECORD_PUBLISHED ? RECORD_TYP : STATEMENT_TYP;
        if (!header.text("typ").equals(typ)) {
            throw new ProofFormatException("a statement '" + type + "' has 'typ' '" + typ + "'");
        }
        this.issuer = matching(claims, "iss", AGENCY, "an agency's code");
        this.id = matching(claims, "jti", UUID, "a UUID in lower case");
        this.issuedAt = Instant.ofEpochSecond(claims.integer("iat", 0, MAX_TIME));
        this.operator = claims.text("op");
        if (operator.isEmpty() || operator.length() > MAX_NAME) {
            throw claims.error("op", "is to have 1 to " + MAX_NAME + " characters");
        }
    }

    /**
     * Seals a statement other than a record; for those see {@link SdJwt#issue}. {@code own} are the claims of this kind
     * of statement, which come after the common ones.
     */
    public static SealedStatement seal(StatementType type, Claims claims, JsonValue.Obj own, Signer signer) {
        JsonValue.Builder payload = claims.payload(type);
        own.members().forEach(payload::add);
        return seal(STATEMENT_TYP, payload.build(), signer);
    }

    static SealedStatement seal(String typ, JsonValue.Obj payload, Signer signer) {
        return new SealedStatement(Jws.sign(typ, JsonWriter.bytes(payload), signer), payload);
    }

    public static SealedStatement parse(String compact) {
        Jws jws = Jws.parse(compact);
        return new SealedStatement(jws, JsonReader.parseObject(jws.payload(), PAYLOAD));
    }

    /**
     * What every statement says.
     *
     * @param issuer the sealing agency's code
     * @param id UUID of the statement; of a record, the record's
     * @param issuedAt kept to the second
     * @param operator who acted for the agency
     */
    public record Claims(String issuer, String id, Instant issuedAt, String operator) {
        JsonValue.Builder payload(StatementType type) {
            return JsonValue.Obj.builder()
                    .add("iss", issuer)
                    .add("statement", type.wireName())
                    .add("jti", id)
                    .add("iat", issuedAt.getEpochSecond())
                    .add("op", operator);
        }
    }

    /** Whether the key made the seal, and is the one the statement names. */
    public boolean verify(VerifyingKey key) {
        return key.kid().equals(kid) && jws.verify(key);
    }

    /** The same for a key of which one seal only is to be expected. */
    public boolean verify(PublicKey key) {
        return verify(VerifyingKey.of(key));
    }

    public String compact() {
        return jws.compact();
    }

    public Hash entry() {
        return Entry.of(jws.compact());
    }

    public String kid() {
        return kid;
    }

    public StatementType type() {
        return type;
    }

    public String issuer() {
        return issuer;
    }

    public String id() {
        return id;
    }

    public Instant issuedAt() {
        return issuedAt;
    }

    public String operator() {
        return operator;
    }

    /** All claims, the common ones included. */
    public JsonValue.Obj payload() {
        return payload;
    }

    @Override
    public String toString() {
        return "SealedStatement[" + type + ' ' + id + " by " + issuer + ']';
    }

    static boolean isUuid(String text) {
        return text.length() == 36 && UUID.matcher(text).matches();
    }

    private static String matching(JsonFields claims, String name, Pattern pattern, String kind) {
        String text = claims.text(name);
        if (text.length() > MAX_NAME || !pattern.matcher(text).matches()) {
            throw claims.error(name, "is to be " + kind);
        }
        return text;
    }
}
