package io.govshare.catalog.record;

import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.sealing.SealingKeys;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.seal.Disclosure;
import io.govshare.proof.seal.SdJwt;
import io.govshare.proof.seal.SealedStatement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seals and encrypts; pure computing, no database, safe for any number of threads. */
@Component
public class RecordSealer {

    /** Between disclosures, as in the compact form of an SD-JWT. */
    static final String SEPARATOR = "~";

    private final SealingKeys keys;
    private final RecordCipher cipher = new RecordCipher();

    RecordSealer(SealingKeys keys) {
        this.keys = keys;
    }

    /**
     * Which version of which record is sealed.
     *
     * @param previous entry of the version before; null for version 1
     */
    public record Version(UUID record, int number, @Nullable Hash previous, String operator, Instant at) {}

    public SealedRecord seal(Dataset dataset, JsonValue.Obj fields, Version version) {
        return seal(dataset, fields, version, cipher.newKey());
    }

    /** With a key that has encrypted something of the record before, such as a file. */
    SealedRecord seal(Dataset dataset, JsonValue.Obj fields, Version version, SecretKey key) {
        SdJwt sealed = SdJwt.issue(
                new SealedStatement.Claims(
                        dataset.agency(), version.record().toString(), version.at(), version.operator()),
                new SdJwt.Version(dataset.id().toString(), version.number(), Optional.ofNullable(version.previous())),
                fields.members(),
                keys.signer(dataset.agency()));
        byte[] disclosures = sealed.disclosures().stream()
                .map(Disclosure::text)
                .collect(Collectors.joining(SEPARATOR))
                .getBytes(StandardCharsets.US_ASCII);
        return new SealedRecord(
                version.record(),
                version.number(),
                sealed.statement().entry().bytes(),
                sealed.statement().compact(),
                cipher.encrypt(disclosures, key, version.record(), version.number()),
                keys.wrap(dataset.agency(), key),
                version.operator(),
                version.at());
    }

    SecretKey newKey() {
        return cipher.newKey();
    }

    static List<String> split(byte[] disclosures) {
        return List.of(new String(disclosures, StandardCharsets.US_ASCII).split(SEPARATOR, -1));
    }
}
