-- What was checked when, and what was found. The log's key, the contract and the log's id are pinned at first sight:
-- from then on the ledger cannot move audit to another chain or key.
CREATE TABLE pinned_log (
    origin   text PRIMARY KEY,
    note_key text        NOT NULL,
    contract text        NOT NULL,
    log_id   text        NOT NULL,
    chain_id bigint      NOT NULL,
    pinned_at timestamptz NOT NULL
);
CREATE TABLE self_audit (
    id          uuid PRIMARY KEY,
    started_at  timestamptz NOT NULL,
    finished_at timestamptz,
    log_size    bigint      NOT NULL DEFAULT 0,
    entries     bigint      NOT NULL DEFAULT 0,
    anchors     bigint      NOT NULL DEFAULT 0,
    records     bigint      NOT NULL DEFAULT 0,
    -- why it could not be carried through; a self-audit that ended early proves nothing
    failure     text
);
CREATE TABLE finding (
    id         uuid PRIMARY KEY,
    self_audit uuid        NOT NULL REFERENCES self_audit,
    kind       text        NOT NULL,
    subject    text        NOT NULL,
    detail     text        NOT NULL,
    leaf_index bigint,
    record     uuid,
    dataset    uuid,
    agency     text,
    found_at   timestamptz NOT NULL
);
CREATE INDEX finding_self_audit ON finding (self_audit);
CREATE INDEX finding_found_at ON finding (found_at);
