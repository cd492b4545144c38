package io.govshare.stack.demo;

import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptVerifier;
import io.govshare.proof.receipt.Step;
import io.govshare.proof.receipt.Verdict;
import io.govshare.stack.client.Answer;
import io.govshare.stack.client.Platform;
import io.govshare.stack.demo.Receipts.Evidence;
import io.govshare.stack.demo.Receipts.Kept;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Somebody with the databases' passwords alters what is stored; afterwards everything is put back as it was. */
final class Tampering {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern LAST_DIGIT_OF_TIME = Pattern.compile("(\"iat\":\\d+)(\\d)");

    private final Platform platform;
    private final Stores stores;
    private final Tale tale;

    Tampering(Setting setting, Tale tale) {
        this.platform = setting.platform();
        this.stores = setting.stores();
        this.tale = tale;
    }

    void tell(Evidence evidence) {
        tale.act("A record, a log entry and a receipt are altered behind the services' backs");
        Kept victim = evidence.receipts().getFirst();
        Kept other = evidence.receipts().getLast();
        alteredReceipt(evidence, other);
        try {
            alteredStores(victim, leafIndex(other));
        } catch (SQLException e) {
            tale.check("the stores could be altered and put back", false, e.toString());
        }
    }

    private void alteredStores(Kept victim, long leaf) throws SQLException {
        byte[] content = swap(
                "catalog",
                "select disclosures from record_version where record = ? and version = 1",
                "update record_version set disclosures = ? where record = ? and version = 1",
                victim.record());
        byte[] entry = swap(
                "ledger",
                "select entry from log_leaf where leaf_index = ?",
                "update log_leaf set entry = ? where leaf_index = ?",
                leaf);
        try {
            Answer read = victim.publisher().reads(victim.record(), "demo", null);
            tale.check(
                    "the altered record is refused to its readers",
                    read.status() >= 400 && !read.problem().isEmpty(),
                    read.status() + " " + read.problem() + " record " + victim.record());
            JsonNode found = selfAudit();
            tale.check(
                    "the self-audit names the record",
                    names(found, "RECORD_CORRUPT", victim.record().toString(), -1),
                    summary(found, "RECORD_CORRUPT"));
            tale.check(
                    "the self-audit names the log entry",
                    names(found, "LOG_ENTRY_ALTERED", "", leaf),
                    summary(found, "LOG_ENTRY_ALTERED"));
        } finally {
            put(
                    "catalog",
                    "update record_version set disclosures = ? where record = ? and version = 1",
                    content,
                    victim.record());
            put("ledger", "update log_leaf set entry = ? where leaf_index = ?", entry, leaf);
        }
        Instant started = Instant.now();
        JsonNode clean = selfAudit();
        tale.check(
                "put back as it was, the self-audit finds nothing",
                clean.path("findings").isEmpty() && !clean.hasNonNull("failure"),
                clean.path("entries").asLong() + " entries, "
                        + clean.path("anchors").asLong() + " anchors, "
                        + clean.path("records").asLong() + " records checked"
                        + clean.path("failure").asString(""));
        tale.figure("self-audit of everything", Duration.between(started, Instant.now()));
    }

    private void alteredReceipt(Evidence evidence, Kept kept) {
        ObjectNode receipt = (ObjectNode) JSON.readTree(kept.receipt());
        receipt.put("statement", sealedAtAnotherTime(receipt.path("statement").asString()));
        Verdict verdict = ReceiptVerifier.verify(
                Receipt.parse(receipt.toString().getBytes(StandardCharsets.UTF_8)), evidence.trust());
        tale.check(
                "the altered receipt fails at its seal",
                verdict.failed().filter(step -> step.name() == Step.Name.SEAL).isPresent(),
                verdict.failed()
                        .map(step -> "step " + step.name() + ": " + step.detail())
                        .orElse("not caught"));
    }

    /** Everything is well-formed still; only the signature is over another text. */
    private static String sealedAtAnotherTime(String statement) {
        String[] parts = statement.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String altered = LAST_DIGIT_OF_TIME
                .matcher(claims)
                .replaceFirst(time -> time.group(1) + (time.group(2).equals("0") ? "1" : "0"));
        parts[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(altered.getBytes(StandardCharsets.UTF_8));
        return String.join(".", parts);
    }

    private JsonNode selfAudit() {
        return platform.operator("auditor").runsSelfAudit().expect(201).json();
    }

    private long leafIndex(Kept kept) {
        return JSON.readTree(kept.receipt()).path("inclusion").path("leafIndex").asLong();
    }

    private static boolean names(JsonNode audit, String kind, String record, long leaf) {
        for (JsonNode finding : audit.path("findings")) {
            if (finding.path("kind").asString().equals(kind)
                    && (record.isEmpty() || finding.path("record").asString("").equals(record))
                    && (leaf < 0 || finding.path("leafIndex").asLong(-1) == leaf)) {
                return true;
            }
        }
        return false;
    }

    private static String summary(JsonNode audit, String kind) {
        for (JsonNode finding : audit.path("findings")) {
            if (finding.path("kind").asString().equals(kind)) {
                return finding.path("subject").asString() + ": "
                        + finding.path("detail").asString();
            }
        }
        return audit.path("failure").asString("not found");
    }

    /** Flips one bit of the stored bytes and returns what was there. */
    private byte[] swap(String database, String select, String update, Object key) throws SQLException {
        byte[] before;
        try (Connection connection = stores.open(database);
                PreparedStatement found = connection.prepareStatement(select)) {
            found.setObject(1, key);
            ResultSet rows = found.executeQuery();
            if (!rows.next()) {
                throw new SQLException("nothing to alter at " + key);
            }
            before = rows.getBytes(1);
        }
        byte[] after = before.clone();
        after[after.length / 2] ^= 1;
        put(database, update, after, key);
        return before;
    }

    private void put(String database, String update, byte[] value, Object key) throws SQLException {
        try (Connection connection = stores.open(database);
                PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setBytes(1, value);
            statement.setObject(2, key);
            if (statement.executeUpdate() != 1) {
                throw new SQLException("nothing altered at " + key);
            }
        }
    }
}
