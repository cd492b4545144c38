package io.govshare.proof.receipt;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.Consensus;
import io.govshare.proof.chain.HexText;
import io.govshare.proof.json.JsonFields;
import io.govshare.proof.json.JsonLimits;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.log.NoteKey;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.seal.PublicKeys;
import io.govshare.proof.seal.VerifyingKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that a verifier takes on trust ({@code trust/v1}): the chain and its validators, the contract, the logs' keys and
 * the agencies' keys. Whoever verifies gets this file by a way of their own, not together with the receipt.
 */
public record Trust(
        long chainId,
        Address contract,
        Consensus consensus,
        List<Log> logs,
        List<Validators> validators,
        List<Agency> agencies) {
    public static final String FORMAT = "govshare-trust/v1";

    public static final int MAX_BYTES = 16 << 20;

    private static final JsonLimits LIMITS = new JsonLimits(MAX_BYTES, 16, 32);
    private static final int MAX_LOGS = 64;
    private static final int MAX_SETS = 100_000;
    private static final int MAX_VALIDATORS = 256;
    private static final int MAX_AGENCIES = 100_000;
    private static final int MAX_KEYS = 1_000;
    private static final int MAX_SHOWN = 64;

    public Trust {
        logs = List.copyOf(logs);
        validators = List.copyOf(validators);
        agencies = List.copyOf(agencies);
        requireDistinct(logs.stream().map(Log::origin).toList(), "origin");
        requireDistinct(agencies.stream().map(Agency::code).toList(), "agency");
        requireAscending(validators);
        if (consensus == Consensus.QBFT && validators.isEmpty()) {
            throw new ProofFormatException("a QBFT chain has validators");
        }
    }

    /**
     * @param logId under which the contract keeps the log's roots
     * @param key with which the log signs its checkpoints
     */
    public record Log(String origin, Hash logId, NoteKey key) {}

    /** The validators in force from a block on, up to the next set. */
    public record Validators(long fromBlock, List<Address> addresses) {
        public Validators {
            addresses = List.copyOf(addresses);
            requireDistinct(addresses, "validator");
            if (addresses.isEmpty()) {
                throw new ProofFormatException("a set of validators is not empty");
            }
        }
    }

    public record Agency(String code, List<Key> keys) {
        public Agency {
            keys = List.copyOf(keys);
            requireDistinct(keys.stream().map(Key::kid).toList(), "kid");
        }
    }

    /** @param validUntil first moment at which the key no longer seals; empty while it is in use */
    public record Key(VerifyingKey key, Instant validFrom, Optional<Instant> validUntil) {
        public String kid() {
            return key.kid();
        }

        /** Statements carry their time in whole seconds, rounded down, so the first second counts as a whole. */
        boolean validAt(Instant issuedAt) {
            return !issuedAt.isBefore(validFrom.truncatedTo(ChronoUnit.SECONDS))
                    && validUntil.filter(until -> !issuedAt.isBefore(until)).isEmpty();
        }
    }

    /** @throws ProofFormatException when the text is no trust file of this version, or contradicts itself */
    public static Trust parse(String text) {
        return read(JsonReader.parseObject(text, LIMITS));
    }

    /** @throws ProofFormatException when the bytes are no trust file of this version, or contradict themselves */
    public static Trust parse(byte[] utf8) {
        return read(JsonReader.parseObject(utf8, LIMITS));
    }

    Optional<Log> log(String origin) {
        return logs.stream().filter(log -> log.origin().equals(origin)).findFirst();
    }

    Optional<Agency> agency(String code) {
        return agencies.stream().filter(agency -> agency.code().equals(code)).findFirst();
    }

    /** The set in force for a block; empty when the block is older than all that is known. */
    Optional<Validators> validatorsAt(long block) {
        Optional<Validators> inForce = Optional.empty();
        for (Validators set : validators) {
            if (set.fromBlock() <= block) {
                inForce = Optional.of(set);
            }
        }
        return inForce;
    }

    private static Trust read(JsonValue.Obj json) {
        JsonFields fields = JsonFields.of(json);
        if (!fields.text("format").equals(FORMAT)) {
            throw fields.error("format", "is to be '" + FORMAT + "'");
        }
        Trust trust = new Trust(
                fields.integer("chainId", 1, Long.MAX_VALUE),
                fields.convert("contract", Address::parse),
                fields.convert("consensus", Consensus::parse),
                fields.objects("logs", MAX_LOGS).stream().map(Trust::readLog).toList(),
                fields.objects("validators", MAX_SETS).stream()
                        .map(Trust::readValidators)
                        .toList(),
                fields.objects("agencies", MAX_AGENCIES).stream()
                        .map(Trust::readAgency)
                        .toList());
        fields.refuseOthers();
        return trust;
    }

    private static Log readLog(JsonFields fields) {
        Log log = new Log(
                fields.text("origin"),
                fields.convert("logId", text -> Hash.of(HexText.parse(text))),
                fields.convert("key", NoteKey::parse));
        fields.refuseOthers();
        return log;
    }

    private static Validators readValidators(JsonFields fields) {
        Validators validators = new Validators(
                fields.integer("fromBlock", 0, Long.MAX_VALUE),
                fields.convertAll("addresses", MAX_VALIDATORS, Address::parse));
        fields.refuseOthers();
        return validators;
    }

    private static Agency readAgency(JsonFields fields) {
        Agency agency = new Agency(
                fields.text("code"),
                fields.objects("keys", MAX_KEYS).stream().map(Trust::readKey).toList());
        fields.refuseOthers();
        return agency;
    }

    private static Key readKey(JsonFields fields) {
        JsonValue.Obj jwk = fields.rawObject("jwk");
        VerifyingKey verifying;
        try {
            verifying = VerifyingKey.of(PublicKeys.fromJwk(jwk));
        } catch (ProofFormatException e) {
            throw fields.error("jwk", "is no usable key: " + e.getMessage());
        }
        if (!fields.text("kid").equals(verifying.kid())) {
            throw fields.error("kid", "is to be the thumbprint of its key");
        }
        Key key = new Key(
                verifying,
                fields.convert("validFrom", Trust::instant),
                fields.nullableText("validUntil").map(_ -> fields.convert("validUntil", Trust::instant)));
        fields.refuseOthers();
        return key;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new ProofFormatException("not a time such as 2026-11-22T10:00:00Z", e);
        }
    }

    private static void requireAscending(List<Validators> sets) {
        for (int i = 1; i < sets.size(); i++) {
            if (sets.get(i).fromBlock() <= sets.get(i - 1).fromBlock()) {
                throw new ProofFormatException("sets of validators stand in the order of their blocks");
            }
        }
    }

    private static void requireDistinct(List<?> values, String name) {
        Set<Object> seen = new HashSet<>();
        for (Object value : values) {
            if (!seen.add(value)) {
                String text = String.valueOf(value);
                String shown = text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
                throw new ProofFormatException(name + " '" + shown + "' is given twice");
            }
        }
    }
}
