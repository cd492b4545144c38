-- Every event of the platform in the order in which audit learnt of it. Rows are only ever inserted.
CREATE TABLE trail_event (
    seq         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- A sealed statement is known by its entry, any other event by its CloudEvents id.
    entry       bytea,
    event       uuid,
    kind        text        NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    agency      text        NOT NULL,
    operator    text        NOT NULL,
    record      uuid,
    version     integer,
    dataset     uuid,
    title       text,
    reader      text,
    layer       text,
    fields      text[],
    purpose     text,
    agreement   uuid,
    reason      text,
    request_id  text,
    CONSTRAINT trail_event_is_identified CHECK (entry IS NOT NULL OR event IS NOT NULL)
);
CREATE UNIQUE INDEX trail_event_entry ON trail_event (entry) WHERE entry IS NOT NULL;
CREATE UNIQUE INDEX trail_event_event ON trail_event (event) WHERE event IS NOT NULL;
CREATE INDEX trail_event_record ON trail_event (record, seq) WHERE record IS NOT NULL;
CREATE INDEX trail_event_dataset ON trail_event (dataset, seq) WHERE dataset IS NOT NULL;
CREATE INDEX trail_event_agency ON trail_event (agency, seq);
CREATE INDEX trail_event_reader ON trail_event (reader, seq) WHERE reader IS NOT NULL;
CREATE INDEX trail_event_agreement ON trail_event (agreement, seq) WHERE agreement IS NOT NULL;
-- Publishing is the bulk; everything else is what auditors look for by kind.
CREATE INDEX trail_event_kind ON trail_event (kind, seq) WHERE kind <> 'record.published';

CREATE TABLE anchor (
    tree_size    bigint PRIMARY KEY,
    origin       text        NOT NULL,
    log_id       text        NOT NULL,
    root         bytea       NOT NULL,
    block_number bigint      NOT NULL,
    block_hash   text        NOT NULL,
    block_time   timestamptz NOT NULL,
    transaction  text        NOT NULL
);

-- May know an entry before the trail does: the two events travel on topics of their own.
CREATE TABLE anchored_entry (
    entry      bytea PRIMARY KEY,
    leaf_index bigint NOT NULL UNIQUE,
    tree_size  bigint NOT NULL REFERENCES anchor
);

-- What the dashboard counts, so that it never scans the trail.
CREATE TABLE activity (
    minute timestamptz NOT NULL,
    agency text        NOT NULL,
    kind   text        NOT NULL,
    events bigint      NOT NULL,
    PRIMARY KEY (minute, agency, kind)
);
CREATE TABLE total (
    name   text PRIMARY KEY,
    events bigint NOT NULL
);
