package io.govshare.catalog.record;

import io.govshare.catalog.sealing.SealingKeys;
import io.govshare.catalog.sealing.Statements;
import io.govshare.catalog.sealing.WrappedKeyException;
import io.govshare.proof.ProofFormatException;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.seal.Disclosure;
import io.govshare.proof.seal.Entry;
import io.govshare.proof.seal.PublicKeys;
import io.govshare.proof.seal.SdJwt;
import io.govshare.proof.seal.SealedStatement;
import io.govshare.proof.seal.StatementType;
import io.govshare.proof.seal.VerifyingKey;
import io.govshare.starter.agency.AgencyDirectory;
import io.govshare.starter.agency.AgencyKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Compares a stored record with its seal: the entry is the hash of the seal, the seal is the agency's and says what the
 * row says, the content opens with the record's key and version, and every digest in the seal has its disclosure and no
 * other. Content that is gone has a statement of the agency's that erased it. Whoever alters a row without the agency's
 * key is found by one of these.
 */
@Component
public class RecordVerifier {

    private final SealingKeys keys;
    private final AgencyDirectory directory;
    private final Statements statements;
    private final RecordCipher cipher = new RecordCipher();
    // As many as agencies ever had keys.
    private final Map<String, VerifyingKey> verifyingKeys = new ConcurrentHashMap<>();

    RecordVerifier(SealingKeys keys, AgencyDirectory directory, Statements statements) {
        this.keys = keys;
        this.directory = directory;
        this.statements = statements;
    }

    public Verified verify(StoredRecord record) {
        try {
            return check(record);
        } catch (FoundCorruptException e) {
            return new Verified.Corrupt(e.what());
        }
    }

    /** The key of a version that was verified before, for what else is encrypted with it. */
    SecretKey key(StoredRecord.Content content) {
        return keys.unwrap(content.key());
    }

    private Verified check(StoredRecord record) {
        SealedStatement statement = checkSeal(record);
        StoredRecord.Content content = record.content();
        byte[] erasedBy = record.erasedBy();
        if (content == null || erasedBy != null) {
            checkErasure(record, content, erasedBy);
            return new Verified.Erased();
        }
        SecretKey key;
        try {
            key = keys.unwrap(content.key());
        } catch (WrappedKeyException e) {
            throw new FoundCorruptException("the record's key was altered", e);
        }
        byte[] disclosures = cipher.decrypt(content.disclosures(), key, record.record(), record.version());
        if (disclosures == null) {
            throw new FoundCorruptException("the encrypted content was altered");
        }
        return new Verified.Sound(fields(statement, RecordSealer.split(disclosures)));
    }

    private SealedStatement checkSeal(StoredRecord record) {
        if (!Arrays.equals(Entry.of(record.sealed()).bytes(), record.entry())) {
            throw new FoundCorruptException("the seal does not hash to the stored entry");
        }
        SealedStatement statement;
        SdJwt.Version version;
        try {
            statement = SealedStatement.parse(record.sealed());
            version = SdJwt.of(statement, List.of()).version();
        } catch (ProofFormatException e) {
            throw new FoundCorruptException("the seal cannot be read", e);
        }
        if (!statement.id().equals(record.record().toString())
                || version.version() != record.version()
                || !version.dataset().equals(record.dataset().toString())
                || !statement.issuer().equals(record.agency())
                || !statement.operator().equals(record.operator())
                || statement.issuedAt().getEpochSecond() != record.sealedAt().getEpochSecond()) {
            throw new FoundCorruptException("the seal says otherwise than the row that holds it");
        }
        checkKey(statement, record.agency());
        return statement;
    }

    private void checkKey(SealedStatement statement, String agency) {
        Optional<AgencyKey> known = directory.key(statement.kid());
        if (known.isEmpty()
                || !known.get().agency().equals(agency)
                || !known.get().isValidAt(statement.issuedAt())) {
            throw new FoundCorruptException("the seal is by a key that was not the agency's at the time");
        }
        if (!statement.verify(verifyingKeys.computeIfAbsent(statement.kid(), _ -> verifyingKey(known.get())))) {
            throw new FoundCorruptException("the seal is not by the agency's key");
        }
    }

    private void checkErasure(StoredRecord record, StoredRecord.@Nullable Content content, byte @Nullable [] erasedBy) {
        if (erasedBy == null) {
            throw new FoundCorruptException("the content is gone, and no statement says that it was erased");
        }
        if (content != null) {
            throw new FoundCorruptException("the record was erased, and its content is there again");
        }
        SealedStatement erasure;
        try {
            erasure = SealedStatement.parse(statements
                    .find(erasedBy)
                    .map(Statements.Stored::sealed)
                    .orElseThrow(() -> new FoundCorruptException("the statement that erased it is gone")));
        } catch (ProofFormatException e) {
            throw new FoundCorruptException("the statement that erased it cannot be read", e);
        }
        if (!Arrays.equals(erasure.entry().bytes(), erasedBy)
                || erasure.type() != StatementType.RECORD_ERASED
                || !erasure.issuer().equals(record.agency())
                || !JsonValue.of(record.record().toString())
                        .equals(erasure.payload().members().get("record"))) {
            throw new FoundCorruptException("the statement that is to have erased it says otherwise");
        }
        checkKey(erasure, record.agency());
    }

    private static List<Verified.Field> fields(SealedStatement statement, List<String> disclosures) {
        try {
            SdJwt whole = SdJwt.of(statement, disclosures);
            if (whole.disclosures().size() != digests(statement)) {
                throw new FoundCorruptException("a field of the record is missing");
            }
            return whole.disclosures().stream()
                    .map(disclosure -> field(disclosure))
                    .toList();
        } catch (ProofFormatException e) {
            throw new FoundCorruptException("a field is not the one that was sealed", e);
        }
    }

    private static Verified.Field field(Disclosure disclosure) {
        return new Verified.Field(disclosure.name().orElseThrow(), disclosure.value(), disclosure.text());
    }

    private static int digests(SealedStatement statement) {
        return statement.payload().members().get("fields") instanceof JsonValue.Obj fields
                        && fields.members().get("_sd") instanceof JsonValue.Array digests
                ? digests.values().size()
                : 0;
    }

    private static VerifyingKey verifyingKey(AgencyKey key) {
        JsonValue.Builder jwk = JsonValue.Obj.builder();
        key.jwk().forEach(jwk::add);
        return VerifyingKey.of(PublicKeys.fromJwk(jwk.build()));
    }
}
