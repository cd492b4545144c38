package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorRequest;
import io.govshare.chain.SignedAnchor;
import io.govshare.chain.SignedTransaction;
import io.govshare.proof.log.Tiles;
import io.govshare.proof.merkle.Hash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The anchors' rows. Each change is one statement that names the state it comes from, so two processes that both think
 * it is their turn cannot undo each other's step; that there is one open anchor is the database's own rule.
 */
@Component
public class Anchors {

    private static final String CONFIRMED = """
            select a.id, a.size, c.root, a.tx_hash, a.block_number, a.block_hash, a.block_time, a.block_header,
                   a.account_proof, a.storage_proof
            from anchor a join checkpoint c on c.size = a.size
            where a.state = 'confirmed'
            """;

    private final JdbcClient jdbc;

    Anchors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Anchor.Open> open() {
        return jdbc.sql("""
                        select a.id, a.size, c.root, a.state, a.nonce, a.gas_price, a.tx_hash, a.raw_tx, a.consistency,
                               a.submitted_at,
                               array(select r.tx_hash from anchor_replaced r where r.anchor = a.id) as earlier
                        from anchor a join checkpoint c on c.size = a.size
                        where a.state in ('pending', 'submitted')
                        """).query(Anchors::openRow).optional();
    }

    /**
     * Takes the same transaction up again when it was abandoned: signed anew for an unchanged log it is the same.
     * Fails when another anchor is on its way.
     */
    Anchor.Pending prepare(SignedAnchor signed, Instant now) {
        AnchorRequest request = signed.request();
        long id = jdbc.sql("""
                        insert into anchor (size, state, nonce, gas_price, tx_hash, raw_tx, consistency, prepared_at)
                        values (?, 'pending', ?, ?, ?, ?, ?, ?)
                        on conflict (tx_hash) where tx_hash is not null do update
                        set state = 'pending', prepared_at = excluded.prepared_at, submitted_at = null,
                            abandoned_at = null, reason = null
                        where anchor.state = 'abandoned'
                        returning id
                        """)
                .params(
                        request.size(),
                        signed.nonce(),
                        signed.gasPrice(),
                        signed.txHash(),
                        signed.transaction().raw(),
                        Tiles.bytes(request.consistencyProof()),
                        Timestamp.from(now))
                .query(Long.class)
                .single();
        return new Anchor.Pending(id, signed, List.of());
    }

    /**
     * Both are stored before the new one is sent: the old one may still get into a block. Takes the new one over from an
     * abandoned anchor that was once to be replaced by the same.
     */
    Anchor.Pending replaced(Anchor.Open anchor, SignedAnchor by, Instant now) {
        SignedAnchor old = anchor.transaction();
        jdbc.sql("update anchor set tx_hash = null where tx_hash = ? and id <> ? and state = 'abandoned'")
                .params(by.txHash(), anchor.id())
                .update();
        int replaced = jdbc.sql("""
                        with old as (
                            update anchor set state = 'pending', submitted_at = null, tx_hash = :hash, raw_tx = :raw,
                                   gas_price = :price
                            where id = :id and tx_hash = :old and state in ('pending', 'submitted')
                            returning id)
                        insert into anchor_replaced (tx_hash, anchor, gas_price, raw_tx, replaced_at)
                        select :old, id, :oldPrice, :oldRaw, :now from old
                        """)
                .param("hash", by.txHash())
                .param("raw", by.transaction().raw())
                .param("price", by.gasPrice())
                .param("id", anchor.id())
                .param("old", old.txHash())
                .param("oldPrice", old.gasPrice())
                .param("oldRaw", old.transaction().raw())
                .param("now", Timestamp.from(now))
                .update();
        if (replaced != 1) {
            throw new OptimisticLockingFailureException("anchor " + anchor.id() + " was changed by somebody else");
        }
        List<String> earlier = new ArrayList<>(anchor.earlier());
        earlier.add(old.txHash());
        return new Anchor.Pending(anchor.id(), by, earlier);
    }

    /** The transaction that was replaced last. */
    Optional<SignedAnchor> newestReplaced(Anchor.Open anchor) {
        return jdbc.sql("""
                        select tx_hash, gas_price, raw_tx from anchor_replaced where anchor = ?
                        order by gas_price desc limit 1
                        """)
                .param(anchor.id())
                .query((row, number) -> new SignedAnchor(
                        new SignedTransaction(
                                row.getString("tx_hash"), anchor.transaction().nonce(), row.getBytes("raw_tx")),
                        row.getLong("gas_price"),
                        anchor.transaction().request()))
                .optional();
    }

    void submitted(Anchor.Submitted anchor) {
        jdbc.sql("update anchor set state = 'submitted', submitted_at = ? where id = ? and state = 'pending'")
                .params(Timestamp.from(anchor.submittedAt()), anchor.id())
                .update();
    }

    void abandoned(Anchor.Abandoned anchor, Instant now) {
        jdbc.sql("""
                        update anchor set state = 'abandoned', abandoned_at = ?, reason = ?
                        where id = ? and state in ('pending', 'submitted')
                        """).params(Timestamp.from(now), anchor.reason(), anchor.id()).update();
    }

    void confirmed(Anchor.Confirmed anchor, Instant now) {
        jdbc.sql("""
                        update anchor set state = 'confirmed', confirmed_at = ?, tx_hash = ?, block_number = ?,
                               block_hash = ?, block_time = ?, block_header = ?, account_proof = ?, storage_proof = ?
                        where id = ? and state in ('pending', 'submitted')
                        """)
                .params(
                        Timestamp.from(now),
                        anchor.transaction(),
                        anchor.blockNumber(),
                        anchor.blockHash(),
                        Timestamp.from(anchor.blockTime()),
                        anchor.header(),
                        anchor.accountProof().toArray(String[]::new),
                        anchor.storageProof().toArray(String[]::new),
                        anchor.id())
                .update();
    }

    /** A later block's proof in place of the stored one. */
    void renewed(Anchor.Confirmed anchor, Instant now) {
        jdbc.sql("""
                        update anchor set renewed_at = ?, block_number = ?, block_hash = ?, block_time = ?, block_header = ?,
                               account_proof = ?, storage_proof = ?
                        where id = ? and state = 'confirmed'
                        """)
                .params(
                        Timestamp.from(now),
                        anchor.blockNumber(),
                        anchor.blockHash(),
                        Timestamp.from(anchor.blockTime()),
                        anchor.header(),
                        anchor.accountProof().toArray(String[]::new),
                        anchor.storageProof().toArray(String[]::new),
                        anchor.id())
                .update();
    }

    /** An anchor that the contract has and the database does not, as after restoring a backup. */
    void adopted(Anchor.Confirmed anchor, Instant now) {
        jdbc.sql("""
                        insert into anchor (size, state, consistency, prepared_at, confirmed_at, block_number, block_hash,
                               block_time, block_header, account_proof, storage_proof)
                        values (?, 'confirmed', '', ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        anchor.size(),
                        Timestamp.from(now),
                        Timestamp.from(now),
                        anchor.blockNumber(),
                        anchor.blockHash(),
                        Timestamp.from(anchor.blockTime()),
                        anchor.header(),
                        anchor.accountProof().toArray(String[]::new),
                        anchor.storageProof().toArray(String[]::new))
                .update();
    }

    /** Size of the newest confirmed anchor, 0 before the first. */
    public long confirmedSize() {
        return jdbc.sql("select coalesce(max(size), 0) from anchor where state = 'confirmed'")
                .query(Long.class)
                .single();
    }

    public long confirmedCount() {
        return jdbc.sql("select count(*) from anchor where state = 'confirmed'")
                .query(Long.class)
                .single();
    }

    /** The first anchor whose tree holds the leaf. */
    public Optional<Anchor.Confirmed> firstCovering(long leafIndex) {
        return jdbc.sql(CONFIRMED + " and a.size > ? order by a.size limit 1")
                .param(leafIndex)
                .query(Anchors::confirmedRow)
                .optional();
    }

    Optional<Anchor.Confirmed> confirmed(long size) {
        return jdbc.sql(CONFIRMED + " and a.size = ?")
                .param(size)
                .query(Anchors::confirmedRow)
                .optional();
    }

    /** Newest first, those smaller than {@code below}. */
    List<Anchor.Confirmed> newest(long below, int limit) {
        return jdbc.sql(CONFIRMED + " and a.size < ? order by a.size desc limit ?")
                .params(below, limit)
                .query(Anchors::confirmedRow)
                .list();
    }

    private static Anchor.Open openRow(ResultSet row, int number) throws SQLException {
        AnchorRequest request = new AnchorRequest(
                row.getLong("size"), Hash.of(row.getBytes("root")), Tiles.hashes(row.getBytes("consistency")));
        SignedAnchor transaction = new SignedAnchor(
                new SignedTransaction(row.getString("tx_hash"), row.getLong("nonce"), row.getBytes("raw_tx")),
                row.getLong("gas_price"),
                request);
        List<String> earlier = strings(row, "earlier");
        Timestamp submitted = row.getTimestamp("submitted_at");
        return row.getString("state").equals("pending")
                ? new Anchor.Pending(row.getLong("id"), transaction, earlier)
                : new Anchor.Submitted(row.getLong("id"), transaction, earlier, submitted.toInstant());
    }

    private static Anchor.Confirmed confirmedRow(ResultSet row, int number) throws SQLException {
        @Nullable String transaction = row.getString("tx_hash");
        return new Anchor.Confirmed(
                row.getLong("id"),
                row.getLong("size"),
                Hash.of(row.getBytes("root")),
                Objects.requireNonNullElse(transaction, Anchor.Confirmed.UNKNOWN_TRANSACTION),
                row.getLong("block_number"),
                row.getString("block_hash"),
                row.getTimestamp("block_time").toInstant(),
                row.getString("block_header"),
                strings(row, "account_proof"),
                strings(row, "storage_proof"));
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
